#pragma once

#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"

namespace docexport {

/// A JSON document as records: the elements of an array, or the one value that stands at the top. The members of an
/// object are its cells, in columns of all the names in order of first appearance; a value that is no object is a cell
/// of the column `value`. Numbers keep their characters, objects and arrays inside a record are compact JSON.
///
/// The whole text is checked (RFC 8259; UTF-8, or UTF-16 and UTF-32 by their marks) before the sink gets anything.
/// Throws Error `input` naming line and column. A member name that a record has twice keeps its last value, with a
/// warning.
void read_json(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);

/// JSON Lines: the same, with one value on each line that is not blank.
void read_json_lines(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);

}  // namespace docexport
