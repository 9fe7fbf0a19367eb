#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"

namespace docexport {

/// What the document is: its content first (magic bytes, structure), its name second; `declared` (what the user said)
/// wins only among types that the content does not contradict. Throws Error (`unsupported`) that says what it looks
/// like and names what can be read, or (`input`) for an empty file that cannot be what its name says.
std::string identify_document(const DocumentSource& source, std::string_view declared);

/// Reads the document into the sink: begin … everything … finish is the caller's: this calls begin, then pushes
/// `fields`, then the content; it does not call finish. Throws Error `input` (damaged, encrypted), `limit`,
/// `unsupported`.
void read_document(const DocumentSource& source, std::string_view media_type, const std::vector<Field>& fields,
                   ContentSink& sink);

/// Loads what every document may need and libraries load lazily (charset tables), so that a forked child finds it in
/// memory.
void preload_readers();

/// Loads what only this document's reader needs: the PDF library, which takes as long to load as all the rest. Called
/// before the child is forked; looks at the document's first bytes and no further. Throws Error (`internal`).
void preload_reader_of(const DocumentSource& source);

/// The read-only library data that readers may need to open while confined (poppler's CMaps).
std::vector<std::string> reader_data_paths();

}  // namespace docexport
