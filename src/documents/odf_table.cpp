#include "documents/odf_table.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>
#include <vector>

#include "docexport/base/text.hpp"
#include "documents/limits.hpp"
#include "documents/odf_walker.hpp"

namespace docexport {
namespace {

constexpr std::uint64_t most_table_rows = std::uint64_t{1} << 20;

std::uint64_t count_of(pugi::xml_node node, std::string_view attribute, std::uint64_t most) {
  const std::string_view text = xml_value(node, attribute);
  std::uint64_t count = 1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  return error == std::errc::result_out_of_range ? most : std::clamp<std::uint64_t>(count, 1, most);
}

/// Rows may be in groups.
void collect_rows(pugi::xml_node node, std::vector<pugi::xml_node>& rows) {
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == "table-row") {
      rows.push_back(child);
    } else if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group") {
      collect_rows(child, rows);
    }
  }
}

class TableReading {
 public:
  TableReading(OdfState& state, OdfTarget& target) : state_(&state), target_(&target) {}

  void read(pugi::xml_node table) {
    std::vector<pugi::xml_node> rows;
    collect_rows(table, rows);
    if (rows.empty()) {
      return;
    }
    target_->begin_table({.header_rows = header_rows(table, rows)});
    for (const pugi::xml_node row : rows) {
      read_row(row);
    }
    target_->end_table();
    for (const Block& picture : pictures_) {
      target_->block(picture);
    }
  }

 private:
  /// Those that the table says are headers; else the first row, if the table's style or its paragraphs'
  /// makes it one.
  [[nodiscard]] int header_rows(pugi::xml_node table, const std::vector<pugi::xml_node>& rows) const {
    std::vector<pugi::xml_node> headers;
    collect_rows(xml_child(table, "table-header-rows"), headers);
    if (!headers.empty()) {
      return static_cast<int>(headers.size());
    }
    const bool is_styled = xml_value(table, "use-first-row-styles") == "true";
    return is_styled || is_heading_row(rows.front()) ? 1 : 0;
  }

  [[nodiscard]] bool is_heading_row(pugi::xml_node row) const {
    bool has_heading = false;
    for (const pugi::xml_node cell : row.children()) {
      const pugi::xml_node paragraph = xml_child(cell, "p");
      const bool is_heading =
          paragraph && state_->styles->paragraph_kind(xml_value(paragraph, "style-name")).is_table_heading;
      if (paragraph && !is_heading) {
        return false;
      }
      has_heading = has_heading || is_heading;
    }
    return has_heading;
  }

  void read_row(pugi::xml_node node) {
    Row row;
    for (const pugi::xml_node cell : node.children()) {
      const std::string_view name = local_name(cell);
      const std::uint64_t repeats = count_of(cell, "number-columns-repeated", UINT32_MAX);
      if (name == "table-cell") {
        add_cell(row, cell, repeats);
      } else if (name == "covered-table-cell") {
        state_->budget.take_cells(repeats);
      }
    }
    const std::uint64_t repeats = count_of(node, "number-rows-repeated", most_table_rows);
    for (std::uint64_t repeat = 0; repeat < repeats; ++repeat) {
      // The first was counted cell by cell.
      state_->budget.take_cells(repeat == 0 ? 0 : row.size());
      target_->table_row(row);
    }
  }

  void add_cell(Row& row, pugi::xml_node node, std::uint64_t repeats) {
    Cell cell;
    cell.column_span = static_cast<int>(count_of(node, "number-columns-spanned", max_columns));
    cell.row_span = static_cast<int>(count_of(node, "number-rows-spanned", most_table_rows));
    state_->budget.take_cells(repeats * static_cast<std::uint64_t>(cell.column_span));
    OdfTextTarget text;
    OdfWalker(*state_, text).read_children(node);
    cell.text = std::string(trim(text.text()));
    pictures_.insert(pictures_.end(), text.pictures().begin(), text.pictures().end());
    row.insert(row.end(), static_cast<std::size_t>(repeats), cell);
  }

  OdfState* state_;
  OdfTarget* target_;
  std::vector<Block> pictures_{};
};

}  // namespace

void read_odf_table(OdfState& state, pugi::xml_node table, OdfTarget& target) {
  TableReading(state, target).read(table);
}

}  // namespace docexport
