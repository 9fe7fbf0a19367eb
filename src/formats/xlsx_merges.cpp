#include "formats/xlsx_merges.hpp"

#include <algorithm>

#include "formats/json_value.hpp"

namespace docexport {

namespace {

void append_cell_name(ByteBuffer& buffer, std::size_t column, std::uint64_t row) {
  buffer.append(cell_name(column, row));
}

}  // namespace

std::string cell_name(std::size_t column, std::uint64_t row) {
  constexpr std::size_t letters = 26;
  std::string name;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / letters) {
    name.insert(name.begin(), static_cast<char>('A' + static_cast<char>((rest - 1) % letters)));
  }
  return name + std::to_string(row);
}

void XlsxMerges::begin_row(std::uint64_t row, const std::vector<GridRow::Span>& spans) {
  row_ = row;
  if (!open_.empty()) {
    const auto is_over = [this](const Area& area) { return area.last_row < row_; };
    for (const Area& area : open_) {
      if (is_over(area)) {
        write(area);
      }
    }
    open_.erase(std::remove_if(open_.begin(), open_.end(), is_over), open_.end());
  }
  for (const GridRow::Span& span : spans) {
    const auto height = static_cast<std::uint64_t>(std::max(1, span.row_span));
    const Area area{.column = span.column,
                    .width = static_cast<std::size_t>(std::max(1, span.column_span)),
                    .first_row = row,
                    .last_row = std::min(most_sheet_rows, row + height - 1)};
    if (is_free(area)) {
      add(area);
    }
  }
}

bool XlsxMerges::is_free(const Area& area) const {
  if (area.column + area.width > most_sheet_columns || (area.width == 1 && area.first_row == area.last_row)) {
    return false;
  }
  const std::size_t end = std::min(covers_.size(), area.column + area.width);
  for (std::size_t column = area.column; column < end; ++column) {
    if (covers_[column].last_row >= row_) {
      return false;
    }
  }
  return true;
}

void XlsxMerges::add(const Area& area) {
  covers_.resize(std::max(covers_.size(), area.column + area.width));
  for (std::size_t column = area.column; column < area.column + area.width; ++column) {
    covers_[column] = {.last_row = area.last_row};
  }
  covers_[area.column].first_row_of_corner = area.first_row;
  open_.push_back(area);
}

bool XlsxMerges::covers(std::size_t column) const {
  return column < covers_.size() && covers_[column].last_row >= row_ && covers_[column].first_row_of_corner != row_;
}

void XlsxMerges::finish(std::uint64_t last_row) {
  for (const Area& area : open_) {
    write({.column = area.column,
           .width = area.width,
           .first_row = area.first_row,
           .last_row = std::min(area.last_row, last_row)});
  }
  open_.clear();
  covers_ = {};
}

void XlsxMerges::write(const Area& area) {
  if (area.width == 1 && area.first_row == area.last_row) {
    return;
  }
  ByteBuffer& buffer = written_.buffer();
  buffer.append("<mergeCell ref=\"");
  append_cell_name(buffer, area.column, area.first_row);
  buffer.append(':');
  append_cell_name(buffer, area.column + area.width - 1, area.last_row);
  buffer.append("\"/>");
  written_.flush_if_full();
  ++count_;
}

}  // namespace docexport
