#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace docexport::test {

/// A strict reader of RFC 4180, written for the tests alone: CRLF line ends, quotation marks only around whole cells,
/// the same number of cells in each line. Throws std::runtime_error for anything else.
class CsvReading {
 public:
  static std::vector<std::vector<std::string>> parse(std::string_view text) {
    CsvReading reading(text);
    std::vector<std::vector<std::string>> rows;
    while (!reading.rest_.empty()) {
      rows.push_back(reading.take_row());
      if (rows.back().size() != rows.front().size()) {
        throw std::runtime_error("line " + std::to_string(rows.size()) + " has another number of cells");
      }
    }
    return rows;
  }

 private:
  explicit CsvReading(std::string_view text) : rest_(text) {}

  std::vector<std::string> take_row() {
    std::vector<std::string> row;
    while (true) {
      row.push_back(rest_.starts_with('"') ? take_quoted() : take_bare());
      if (rest_.starts_with("\r\n")) {
        rest_.remove_prefix(2);
        return row;
      }
      if (!rest_.starts_with(',')) {
        throw std::runtime_error("a cell is not followed by a comma or a line end");
      }
      rest_.remove_prefix(1);
    }
  }

  std::string take_bare() {
    const std::string cell(rest_.substr(0, rest_.find_first_of(",\r\n\"")));
    rest_.remove_prefix(cell.size());
    return cell;
  }

  std::string take_quoted() {
    std::string cell;
    rest_.remove_prefix(1);
    while (true) {
      const std::size_t mark = rest_.find('"');
      if (mark == std::string_view::npos) {
        throw std::runtime_error("a quotation mark is not closed");
      }
      cell += rest_.substr(0, mark);
      rest_.remove_prefix(mark + 1);
      if (!rest_.starts_with('"')) {
        return cell;
      }
      cell += '"';
      rest_.remove_prefix(1);
    }
  }

  std::string_view rest_;
};

}  // namespace docexport::test
