#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "docexport/documents/document_source.hpp"
#include "documents/character_set.hpp"
#include "documents/csv_dialect.hpp"
#include "documents/csv_parser.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {

enum class FirstRow { header, data };

/// What is known of a CSV text once all of it has been looked at.
struct CsvShape {
  CsvDialect dialect{};
  std::vector<std::string> first_row{};
  /// Nothing but numbers is data, unless all below is text: then whole numbers, each another, number the columns.
  FirstRow first_row_kind = FirstRow::header;
  std::size_t width = 0;  ///< cells of the widest row
  std::uint64_t rows = 0;
  std::uint64_t ragged_rows = 0;  ///< rows with other than the first row's number of cells
  std::uint64_t first_ragged_line = 0;
  std::uint64_t literal_quote = no_offset;  ///< a quote that is never closed, which is then an ordinary character
};

/// Reads the whole text. Throws Error (`limit`) when a row has more than max_columns cells.
CsvShape find_csv_shape(const DocumentSource& source, const CharacterSet& character_set, CsvDialect dialect);

/// Feeds the whole text to the parser, without the dialect's first line.
template <typename Rows>
void parse_csv(TextDecoder& decoder, const CsvDialect& dialect, CsvParser<Rows>& parser) {
  std::string_view piece = decoder.next();
  piece.remove_prefix(std::min(dialect.prefix, piece.size()));
  for (; !piece.empty(); piece = decoder.next()) {
    parser.feed(piece);
  }
  parser.finish();
}

}  // namespace docexport
