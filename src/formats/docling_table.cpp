#include "formats/docling_table.hpp"

#include <algorithm>

#include "formats/json_content.hpp"
#include "formats/json_value.hpp"

namespace docexport {

DoclingTable::DoclingTable(ScratchPart& items, int header_rows)
    : items_(items), header_rows_(static_cast<std::uint64_t>(std::max(0, header_rows))) {
  items_.buffer().append("{\"table_cells\":[");
}

void DoclingTable::append(const Place& place, std::string_view text) {
  ByteBuffer& buffer = items_.buffer();
  buffer.append(is_first_ ? "\n        {" : ",\n        {");
  is_first_ = false;
  append_json_integer_member(buffer, "row_span", place.end_row - place.row);
  append_json_integer_member(buffer, "col_span", place.end_column - place.column);
  append_json_integer_member(buffer, "start_row_offset_idx", place.row);
  append_json_integer_member(buffer, "end_row_offset_idx", place.end_row);
  append_json_integer_member(buffer, "start_col_offset_idx", place.column);
  append_json_integer_member(buffer, "end_col_offset_idx", place.end_column);
  append_json_member(buffer, "text", text);
  if (place.row < header_rows_) {
    append_json_key(buffer, "column_header");
    buffer.append("true");
  }
  buffer.append('}');
  items_.flush_if_full();
}

void DoclingTable::add(const GridRow& row) {
  for (const CellPlace& cell : places_.of_next(row)) {
    const Place place{.column = cell.column,
                      .end_column = cell.column + static_cast<std::uint64_t>(cell.column_span),
                      .row = row_count_,
                      .end_row = row_count_ + static_cast<std::uint64_t>(cell.row_span)};
    if (cell.row_span > 1) {
      open_cells_.push_back({.place = place, .text = cell.cell->text});
    } else {
      append(place, cell.cell->text);
    }
  }
  ++row_count_;
  column_count_ = std::max<std::uint64_t>(column_count_, row.cells.size());
  const auto is_complete = [this](const OpenCell& open) { return open.place.end_row <= row_count_; };
  for (const OpenCell& open : open_cells_) {
    if (is_complete(open)) {
      append(open.place, open.text);
    }
  }
  open_cells_.erase(std::remove_if(open_cells_.begin(), open_cells_.end(), is_complete), open_cells_.end());
}

void DoclingTable::finish() {
  for (OpenCell& open : open_cells_) {
    open.place.end_row = row_count_;
    append(open.place, open.text);
  }
  ByteBuffer& buffer = items_.buffer();
  buffer.append(']');
  append_json_integer_member(buffer, "num_rows", row_count_);
  append_json_integer_member(buffer, "num_cols", column_count_);
  buffer.append('}');
}

}  // namespace docexport
