#include "documents/csv_shape.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/limits.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_plain_number = 64;

bool is_plain_number(std::string_view text) {
  text = trim(text);
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  bool digits = false;
  for (const char character : text.substr(sign)) {
    if (character >= '0' && character <= '9') {
      digits = true;
    } else if (character != '.' && character != ',') {
      return false;
    }
  }
  return digits;
}

bool is_empty_or_plain_number(const std::string& cell) {
  return trim(cell).empty() || is_plain_number(cell);
}

bool has_only_numbers(const std::vector<std::string>& cells) {
  return std::all_of(cells.begin(), cells.end(), is_empty_or_plain_number) &&
         std::any_of(cells.begin(), cells.end(), is_plain_number);
}

/// Whether numbers can be the names of columns: whole ones, and each another.
bool can_number_columns(const std::vector<std::string>& cells) {
  std::unordered_set<std::string_view> numbers;
  return cells.size() > 1 && std::all_of(cells.begin(), cells.end(), [&numbers](const std::string& cell) {
           const std::string_view text = trim(cell);
           const bool is_whole = text.find_first_not_of("0123456789") == std::string_view::npos;
           return is_whole && (text.empty() || numbers.insert(text).second);
         });
}

/// Counts cells and keeps nothing but the first row.
class RowCounter {
 public:
  explicit RowCounter(CsvShape& shape) : shape_(&shape) {}

  void text(std::string_view piece) {
    if (shape_->rows > 0) {
      if (watches_cells_ && cell_.size() <= longest_plain_number) {
        cell_ += piece;
      }
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
    } else if (watches_cells_) {
      watches_cells_ = cell_.size() > longest_plain_number || !is_plain_number(cell_);
      found_text_ = found_text_ || !trim(cell_).empty();
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
    if (shape_->rows == 0) {
      watches_cells_ = has_only_numbers(shape_->first_row) && can_number_columns(shape_->first_row);
    }
    shape_->width = std::max(shape_->width, width_);
    ++shape_->rows;
    width_ = 0;
  }

  /// Call once after the last row.
  void judge_first_row() {
    const bool number_columns = watches_cells_ && found_text_;
    shape_->first_row_kind = has_only_numbers(shape_->first_row) && !number_columns ? FirstRow::data : FirstRow::header;
  }

  [[nodiscard]] std::uint64_t too_wide_line() const { return too_wide_line_; }

 private:
  CsvShape* shape_;
  std::string cell_{};
  bool watches_cells_ = false;  ///< the first row may number the columns, and no cell below has been a number
  bool found_text_ = false;
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
  counter.judge_first_row();
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
