#include "documents/csv_shape.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/limits.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// Counts cells and keeps nothing but the first row.
class RowCounter {
 public:
  explicit RowCounter(CsvShape& shape) : shape_(&shape) {}

  void text(std::string_view piece) {
    if (shape_->rows > 0) {
      return;
    }
    first_row_bytes_ += piece.size();
    // A first row that is too long is refused where records are; what is kept of it must not fill the memory before.
    if (first_row_bytes_ <= max_record_bytes) {
      cell_ += piece;
    }
  }

  void end_cell() {
    ++width_;
    if (shape_->rows == 0 && width_ <= max_columns) {
      shape_->first_row.push_back(cell_);
      cell_.clear();
    }
  }

  void end_row(std::uint64_t line) {
    if (width_ > max_columns && too_wide_line_ == 0) {
      too_wide_line_ = line;
    }
    if (shape_->rows > 0 && width_ != shape_->first_row.size() && ++shape_->ragged_rows == 1) {
      shape_->first_ragged_line = line;
    }
    shape_->width = std::max(shape_->width, width_);
    ++shape_->rows;
    width_ = 0;
  }

  [[nodiscard]] std::uint64_t too_wide_line() const { return too_wide_line_; }

 private:
  CsvShape* shape_;
  std::string cell_{};
  std::size_t width_ = 0;
  std::size_t first_row_bytes_ = 0;
  std::uint64_t too_wide_line_ = 0;
};

struct Count {
  CsvShape shape{};
  std::uint64_t too_wide_line = 0;
  std::uint64_t unterminated_quote = no_offset;
};

Count count_rows(const DocumentSource& source, const CharacterSet& character_set, CsvDialect dialect,
                 std::uint64_t literal_quote) {
  Count count{.shape = {.dialect = dialect, .literal_quote = literal_quote}};
  RowCounter counter(count.shape);
  CsvParser<RowCounter> parser(dialect.delimiter, literal_quote, counter);
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  parse_csv(decoder, dialect, parser);
  count.too_wide_line = counter.too_wide_line();
  count.unterminated_quote = parser.unterminated_quote();
  return count;
}

}  // namespace

CsvShape find_csv_shape(const DocumentSource& source, const CharacterSet& character_set, CsvDialect dialect) {
  Count count = count_rows(source, character_set, dialect, no_offset);
  if (count.unterminated_quote != no_offset) {
    // What follows a quote that is never closed holds quotes in pairs only, so that no second one can be left open.
    count = count_rows(source, character_set, dialect, count.unterminated_quote);
  }
  if (count.too_wide_line > 0) {
    throw Error(ErrorKind::limit, fmt::format("{}, line {}: the row has more than {} cells, the most that are read",
                                              source.name(), count.too_wide_line, max_columns));
  }
  return std::move(count.shape);
}

}  // namespace docexport
