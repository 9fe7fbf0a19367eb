#include "documents/csv_dialect.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "documents/csv_parser.hpp"

namespace docexport {
namespace {

constexpr std::string_view delimiters = ",;\t|";

bool is_decimal(std::string_view cell) {
  return !cell.empty() && cell.find_first_not_of("0123456789.,+-% ") == std::string_view::npos;
}

/// Judges the rows that one delimiter gives.
class Trial {
 public:
  explicit Trial(char delimiter) {
    std::copy_if(delimiters.begin(), delimiters.end(), std::back_inserter(others_),
                 [delimiter](char other) { return other != delimiter; });
  }

  void text(std::string_view piece) { cell_ += piece; }

  void end_cell() {
    ++width_;
    ++cells_;
    if (cell_.find_first_of(others_) == std::string::npos || is_decimal(cell_)) {
      ++clean_cells_;
    }
    cell_.clear();
  }

  void end_row(std::uint64_t /*line*/) {
    ++rows_;
    ++rows_of_width_[width_];
    width_ = 0;
  }

  struct Score {
    double value = 0;
    std::size_t width = 0;
  };

  [[nodiscard]] Score score() const {
    Score best;
    std::size_t most = 0;
    for (const auto& [width, rows] : rows_of_width_) {
      if (rows >= most) {
        most = rows;
        best.width = width;
      }
    }
    if (best.width >= 2) {
      best.value = static_cast<double>(most) / static_cast<double>(rows_) * static_cast<double>(clean_cells_) /
                   static_cast<double>(cells_);
    }
    return best;
  }

 private:
  std::string others_{};
  std::string cell_{};
  std::size_t width_ = 0;
  std::size_t cells_ = 0;
  std::size_t clean_cells_ = 0;
  std::size_t rows_ = 0;
  std::map<std::size_t, std::size_t> rows_of_width_{};
};

Trial::Score try_delimiter(char delimiter, std::string_view sample, bool is_whole) {
  Trial trial(delimiter);
  CsvParser<Trial> parser(delimiter, no_offset, trial);
  parser.feed(sample);
  if (is_whole) {
    parser.finish();
  }
  return trial.score();
}

}  // namespace

CsvDialect find_csv_dialect(std::string_view sample, bool is_whole) {
  const std::size_t line_end = sample.find_first_of("\r\n");
  if (sample.starts_with("sep=") && line_end == 5) {
    const std::size_t rest = sample.substr(line_end).starts_with("\r\n") ? 2 : 1;
    return {.delimiter = sample[4], .prefix = line_end + rest};
  }
  CsvDialect dialect;
  Trial::Score best;
  for (const char delimiter : delimiters) {
    const Trial::Score score = try_delimiter(delimiter, sample, is_whole);
    if (score.value > best.value || (score.value == best.value && score.width > best.width && score.value > 0)) {
      best = score;
      dialect.delimiter = delimiter;
    }
  }
  return dialect;
}

}  // namespace docexport
