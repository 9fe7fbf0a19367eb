#include "documents/html_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "documents/html_tree.hpp"

namespace docexport {
namespace {

// As a browser has it (WHATWG, HTML).
constexpr int most_columns_spanned = 1000;
constexpr int most_rows_spanned = 65534;

/// 1 if it is not given or no number; 0 stays.
int span_of(const GumboElement& cell, const char* name, int most) {
  const std::string_view text = attribute(cell, name);
  int span = 1;
  const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), span);
  if (result.ec == std::errc::result_out_of_range) {
    return most;
  }
  return result.ec != std::errc() || span < 0 ? 1 : std::min(span, most);
}

bool is_table_group(const GumboNode& node) {
  return is_element(node, GUMBO_TAG_THEAD) || is_element(node, GUMBO_TAG_TBODY) || is_element(node, GUMBO_TAG_TFOOT);
}

bool is_in_head(const GumboNode* group) {
  return group != nullptr && is_element(*group, GUMBO_TAG_THEAD);
}

/// What a table that only lays out does not have, and what it has.
struct TableSigns {
  bool has_data_marks = false;
  bool has_tables = false;
  int cells = 0;
};

TableSigns look_into(const GumboNode& table) {
  TableSigns signs;
  walk_html(table, [&](const GumboNode& node) {
    if (&node == &table || !is_element(node)) {
      return Visit::inside;
    }
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_TABLE) {
      signs.has_tables = true;
      return Visit::past;
    }
    signs.cells += tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH ? 1 : 0;
    signs.has_data_marks =
        signs.has_data_marks || tag == GUMBO_TAG_TH || tag == GUMBO_TAG_CAPTION || tag == GUMBO_TAG_THEAD;
    return Visit::inside;
  });
  return signs;
}

}  // namespace

bool is_layout_table(const GumboNode& table) {
  const std::string_view role = attribute(table.v.element, "role");
  if (role == "presentation" || role == "none") {
    return true;
  }
  const TableSigns signs = look_into(table);
  return !signs.has_data_marks && (signs.has_tables || signs.cells == 1);
}

void HtmlTable::begin_row(const GumboNode& row) {
  const GumboNode* const group = row.parent != nullptr && is_table_group(*row.parent) ? row.parent : nullptr;
  rows_.push_back({.group = group, .is_header = true});
}

void HtmlTable::add_cell(const GumboNode& cell, HtmlInlines& inlines) {
  if (rows_.empty()) {
    rows_.emplace_back();
  }
  const GumboElement& element = cell.v.element;
  TableRow& row = rows_.back();
  const int rows = span_of(element, "rowspan", most_rows_spanned);
  row.is_header = row.is_header && element.tag == GUMBO_TAG_TH;
  row.is_bold = row.is_bold && inlines.is_all_bold();
  row.has_text = row.has_text || !inlines.empty();
  row.cells.push_back({.text = inlines.take_text(),
                       .column_span = std::max(1, span_of(element, "colspan", most_columns_spanned)),
                       .row_span = rows == 0 ? most_rows_spanned : rows});
}

/// No cell reaches out of its group of rows.
void HtmlTable::clip_row_spans() {
  std::size_t end = rows_.size();
  for (std::size_t index = rows_.size(); index > 0; --index) {
    if (index < rows_.size() && rows_[index].group != rows_[index - 1].group) {
      end = index;
    }
    for (Cell& cell : rows_[index - 1].cells) {
      cell.row_span = std::min(cell.row_span, static_cast<int>(end - index + 1));
    }
  }
}

/// A row in which cells only begin that span into the next has no height of its own in a browser: it joins the next.
void HtmlTable::merge_empty_rows() {
  struct Spanning {
    Cell* cell = nullptr;
    std::size_t end = 0;
  };
  std::vector<Spanning> spanning;
  for (std::size_t index = 0; index + 1 < rows_.size(); ++index) {
    std::erase_if(spanning, [index](const Spanning& above) { return above.end <= index; });
    Row& cells = rows_[index].cells;
    const bool is_empty =
        !cells.empty() && std::all_of(cells.begin(), cells.end(), [](const Cell& cell) { return cell.row_span > 1; });
    const bool keeps_places = std::none_of(spanning.begin(), spanning.end(),
                                           [index](const Spanning& above) { return above.end == index + 1; });
    if (is_empty && keeps_places && !rows_[index + 1].cells.empty()) {
      for (const Spanning& above : spanning) {
        --above.cell->row_span;
      }
      Row& next = rows_[index + 1].cells;
      std::for_each(cells.begin(), cells.end(), [](Cell& cell) { --cell.row_span; });
      next.insert(next.begin(), std::make_move_iterator(cells.begin()), std::make_move_iterator(cells.end()));
      Row().swap(cells);
      rows_[index].is_merged = true;
      continue;
    }
    for (Cell& cell : cells) {
      if (cell.row_span > 1) {
        spanning.push_back({.cell = &cell, .end = index + static_cast<std::size_t>(cell.row_span)});
      }
    }
  }
}

/// A row without cells is one nevertheless where cells reach into it.
void HtmlTable::remove_empty_rows() {
  const bool has_spans = std::any_of(rows_.begin(), rows_.end(), [](const TableRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.row_span > 1; });
  });
  std::erase_if(rows_, [has_spans](const TableRow& row) { return row.is_merged || (row.cells.empty() && !has_spans); });
}

/// The rows at the top that say so; else the first, if it alone is bold.
int HtmlTable::header_rows() const {
  std::size_t count = 0;
  while (count < rows_.size() && (rows_[count].is_header || is_in_head(rows_[count].group))) {
    ++count;
  }
  if (count == 0 && rows_.size() > 1 && rows_[0].is_bold && rows_[0].has_text && !rows_[1].is_bold) {
    count = 1;
  }
  return static_cast<int>(count);
}

void HtmlTable::push(ReadingBudget& budget, ContentSink& sink) {
  clip_row_spans();
  for (const TableRow& row : rows_) {
    for (const Cell& cell : row.cells) {
      budget.take_cells(static_cast<std::uint64_t>(cell.column_span) * static_cast<std::uint64_t>(cell.row_span));
    }
  }
  merge_empty_rows();
  remove_empty_rows();
  if (rows_.empty()) {
    return;
  }
  sink.begin_table({.caption = caption_, .header_rows = header_rows()});
  for (const TableRow& row : rows_) {
    sink.table_row(row.cells);
  }
  sink.end_table();
}

}  // namespace docexport
