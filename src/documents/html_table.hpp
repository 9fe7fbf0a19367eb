#pragma once

#include <string>
#include <vector>

#include <gumbo.h>

#include "docexport/model/content_sink.hpp"
#include "documents/html_inlines.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// Whether a table only places things on a page, so that it is read as if it were no table: it says so, has one cell,
/// or holds tables itself and nothing that only tables of data have.
bool is_layout_table(const GumboNode& table);

/// A table of a page, collected row by row.
class HtmlTable {
 public:
  void begin_row(const GumboNode& row);
  void add_cell(const GumboNode& cell, HtmlInlines& inlines);
  void set_caption(std::string caption) { caption_ = std::move(caption); }

  /// Pushes the table, if it has a cell. Throws Error (`limit`) when its cells, spans counted, are too many.
  void push(ReadingBudget& budget, ContentSink& sink);

 private:
  struct TableRow {
    Row cells{};
    const GumboNode* group = nullptr;  // a cell's rows end with the group of its row
    bool is_header = false;            // all cells are headers
    bool is_bold = true;
    bool has_text = false;
    bool is_merged = false;  // its cells are in the next row
  };

  void clip_row_spans();
  void merge_empty_rows();
  void remove_empty_rows();
  [[nodiscard]] int header_rows() const;

  std::vector<TableRow> rows_{};
  std::string caption_{};
};

}  // namespace docexport
