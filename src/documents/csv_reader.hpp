#pragma once

#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"

namespace docexport {

/// Comma-separated values of any encoding and size, with the delimiter that csv_dialect.hpp finds. Cells are text and
/// stay as they are written.
///
/// The first row is the header, whose names are repaired where they are empty or repeated (column_names.hpp); if it
/// holds nothing but numbers (and empty cells), it is data and the columns are `column_1`, `column_2` … A row that is
/// shorter than the widest is filled with empty cells, a header that is shorter with made-up names; one warning says
/// how many rows differ. A quote that is never closed is an ordinary character, with a warning.
void read_csv(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);

/// The same, with tabs between the cells.
void read_tsv(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);

}  // namespace docexport
