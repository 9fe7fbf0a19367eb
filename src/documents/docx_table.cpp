#include "documents/docx_table.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "documents/docx_text_target.hpp"
#include "documents/docx_walker.hpp"

namespace docexport {
namespace {

constexpr int widest_span = 16384;

/// The children of that name, through what may stand around them: content controls, insertions, custom XML.
void collect(pugi::xml_node node, std::string_view wanted, std::vector<pugi::xml_node>& found) {
  for (const pugi::xml_node child : node.children()) {
    const std::string_view name = local_name(child);
    if (name == wanted) {
      found.push_back(child);
    } else if (name == "sdt" || name == "sdtContent" || name == "customXml" || name == "ins" || name == "moveTo") {
      collect(child, wanted, found);
    } else if (name == "AlternateContent") {
      collect(preferred_alternative(child), wanted, found);
    }
  }
}

enum class Merge { none, begins, goes_on };

Merge read_merge(pugi::xml_node properties, std::string_view name) {
  const pugi::xml_node node = xml_child(properties, name);
  if (!node) {
    return Merge::none;
  }
  return xml_value(node, "val") == "restart" ? Merge::begins : Merge::goes_on;
}

int read_span(pugi::xml_node properties, std::string_view name, int otherwise) {
  return std::clamp(number_value(xml_child(properties, name), "val").value_or(otherwise), 0, widest_span);
}

class TableReader {
 public:
  explicit TableReader(DocxState& state) : state_(state) {}

  void read_row(pugi::xml_node row) {
    const pugi::xml_node properties = xml_child(row, "trPr");
    if (xml_child(properties, "del")) {
      state_.warnings.add(Omitted::deletion);
      return;
    }
    const pugi::xml_node header = xml_child(properties, "tblHeader");
    if (header && is_switched_on(header) && marked_headers_ == static_cast<int>(rows_.size())) {
      ++marked_headers_;
    }
    rows_.emplace_back();
    column_ = 0;
    add_gap(read_span(properties, "gridBefore", 0));
    std::vector<pugi::xml_node> cells;
    collect(row, "tc", cells);
    for (const pugi::xml_node cell : cells) {
      read_cell(cell);
    }
    end_merges_from(column_);
  }

  void push(DocxTarget& target) {
    for (const Row& row : rows_) {
      for (const Cell& cell : row) {
        const auto places = static_cast<std::uint64_t>(cell.column_span) * static_cast<std::uint64_t>(cell.row_span);
        state_.package.budget().take_cells(places);
      }
    }
    const int usual_headers = rows_.size() > 1 ? 1 : 0;
    target.table({.header_rows = marked_headers_ > 0 ? marked_headers_ : usual_headers}, rows_);
    for (const Block& picture : pictures_) {
      target.block(picture);
    }
  }

 private:
  /// A cell that goes on downwards, by the column it begins in.
  struct OpenMerge {
    std::size_t row = 0;
    std::size_t cell = 0;
    bool is_open = false;
  };

  OpenMerge& merge_at(std::size_t column) {
    if (merges_.size() <= column) {
      merges_.resize(column + 1);
    }
    return merges_[column];
  }

  void end_merges_from(std::size_t column) {
    for (; column < merges_.size(); ++column) {
      merges_[column].is_open = false;
    }
  }

  void add_gap(int width) {
    if (width > 0) {
      rows_.back().push_back({.column_span = width});
      merge_at(column_).is_open = false;
      column_ += static_cast<std::size_t>(width);
    }
  }

  void read_cell(pugi::xml_node node) {
    const pugi::xml_node properties = xml_child(node, "tcPr");
    const int width = std::max(1, read_span(properties, "gridSpan", 1));
    Row& row = rows_.back();
    if (read_merge(properties, "hMerge") == Merge::goes_on && !row.empty()) {
      row.back().column_span += width;
      column_ += static_cast<std::size_t>(width);
      return;
    }
    OpenMerge& merge = merge_at(column_);
    const Merge vertical = read_merge(properties, "vMerge");
    if (vertical == Merge::goes_on && merge.is_open && rows_[merge.row][merge.cell].column_span == width) {
      ++rows_[merge.row][merge.cell].row_span;
    } else {
      merge = {.row = rows_.size() - 1, .cell = row.size(), .is_open = vertical != Merge::none};
      row.push_back({.text = read_text(node), .column_span = width});
    }
    column_ += static_cast<std::size_t>(width);
  }

  std::string read_text(pugi::xml_node cell) {
    DocxTextTarget target;
    DocxWalker(state_, target).walk(cell);
    pictures_.insert(pictures_.end(), target.pictures().begin(), target.pictures().end());
    return target.take_text();
  }

  DocxState& state_;
  std::vector<Row> rows_{};
  std::vector<OpenMerge> merges_{};
  std::vector<Block> pictures_{};
  std::size_t column_ = 0;
  int marked_headers_ = 0;
};

}  // namespace

void read_docx_table(DocxState& state, pugi::xml_node table, DocxTarget& target) {
  std::vector<pugi::xml_node> rows;
  collect(table, "tr", rows);
  if (rows.size() == 1) {
    std::vector<pugi::xml_node> cells;
    collect(rows.front(), "tc", cells);
    if (cells.size() == 1) {
      return DocxWalker(state, target).walk(cells.front());
    }
  }
  TableReader reader(state);
  for (const pugi::xml_node row : rows) {
    reader.read_row(row);
  }
  if (!rows.empty()) {
    reader.push(target);
  }
}

}  // namespace docexport
