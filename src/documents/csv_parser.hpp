#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

namespace docexport {

/// No quote is to be taken literally.
inline constexpr std::uint64_t no_offset = std::numeric_limits<std::uint64_t>::max();

/// RFC 4180, read leniently, from text that comes in pieces: LF, CRLF or CR end a row, lines without any character are
/// skipped, a quote counts only as the first character of a cell, and what follows a closing quote belongs to the cell.
/// The quote at `literal_quote` (an offset into the text) is an ordinary character.
///
/// `Rows` has `text(std::string_view)` for a piece of the current cell, `end_cell()`, and `end_row(line)` with the line
/// the row began in.
template <typename Rows>
class CsvParser {
 public:
  CsvParser(char delimiter, std::uint64_t literal_quote, Rows& rows)
      : rows_(&rows), delimiter_(delimiter), literal_quote_(literal_quote) {
    for (const char character : {delimiter, '\n', '\r'}) {
      ends_cell_.at(static_cast<unsigned char>(character)) = true;
    }
  }

  void feed(std::string_view text) {
    const char* position = text.data();
    const char* const end = position + text.size();
    while (position < end) {
      switch (state_) {
        case State::row_start:
          position = start_row(position);
          break;
        case State::cell_start:
          position = start_cell(position, position - text.data());
          break;
        case State::plain:
          position = read_plain(position, end);
          break;
        case State::quoted:
          position = read_quoted(position, end);
          break;
        case State::quote_seen:
          position = after_quote(position);
          break;
      }
    }
    offset_ += text.size();
  }

  /// The text ends here, and with it a last row without a line end.
  void finish() {
    if (state_ != State::row_start) {
      rows_->end_cell();
      rows_->end_row(row_line_);
    }
  }

  /// Where the quote stands that the text ended inside of; no_offset if it did not.
  [[nodiscard]] std::uint64_t unterminated_quote() const { return state_ == State::quoted ? open_quote_ : no_offset; }

 private:
  enum class State { row_start, cell_start, plain, quoted, quote_seen };

  const char* start_row(const char* position) {
    const bool second_half = *position == '\n' && after_carriage_return_;
    after_carriage_return_ = *position == '\r';
    if (*position == '\n' || *position == '\r') {
      line_ += second_half ? 0 : 1;
      return position + 1;
    }
    row_line_ = line_;
    state_ = State::cell_start;
    return position;
  }

  const char* start_cell(const char* position, std::ptrdiff_t distance) {
    const std::uint64_t offset = offset_ + static_cast<std::uint64_t>(distance);
    if (*position != '"' || offset == literal_quote_) {
      state_ = State::plain;
      return position;
    }
    open_quote_ = offset;
    state_ = State::quoted;
    return position + 1;
  }

  /// Reads on through all cells of the row that are written without quotes.
  const char* read_plain(const char* position, const char* end) {
    while (true) {
      const char* cell_end = position;
      while (cell_end < end && !ends_cell_[static_cast<unsigned char>(*cell_end)]) {
        ++cell_end;
      }
      if (cell_end != position) {
        rows_->text({position, static_cast<std::size_t>(cell_end - position)});
      }
      if (cell_end == end) {
        return end;
      }
      rows_->end_cell();
      if (*cell_end != delimiter_) {
        return end_row(cell_end);
      }
      position = cell_end + 1;
      if (position == end || *position == '"') {
        state_ = State::cell_start;
        return position;
      }
    }
  }

  const char* end_row(const char* line_end) {
    rows_->end_row(row_line_);
    after_carriage_return_ = *line_end == '\r';
    ++line_;
    state_ = State::row_start;
    return line_end + 1;
  }

  const char* read_quoted(const char* position, const char* end) {
    const auto* quote = static_cast<const char*>(std::memchr(position, '"', static_cast<std::size_t>(end - position)));
    const char* const run_end = quote == nullptr ? end : quote;
    line_ += static_cast<std::uint64_t>(std::count(position, run_end, '\n'));
    if (run_end != position) {
      rows_->text({position, static_cast<std::size_t>(run_end - position)});
    }
    if (quote == nullptr) {
      return end;
    }
    state_ = State::quote_seen;
    return quote + 1;
  }

  const char* after_quote(const char* position) {
    if (*position != '"') {
      state_ = State::plain;
      return position;
    }
    rows_->text("\"");
    state_ = State::quoted;
    return position + 1;
  }

  Rows* rows_;
  char delimiter_;
  std::uint64_t literal_quote_;
  std::array<bool, 256> ends_cell_{};
  State state_ = State::row_start;
  bool after_carriage_return_ = false;
  std::uint64_t offset_ = 0;
  std::uint64_t open_quote_ = no_offset;
  std::uint64_t line_ = 1;
  std::uint64_t row_line_ = 1;
};

}  // namespace docexport
