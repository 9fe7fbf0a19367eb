#include "documents/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "documents/xlsx_text.hpp"

namespace docexport {
namespace {

std::uint64_t number_of(std::string_view text, std::uint64_t otherwise) {
  std::uint64_t number = 0;
  const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), number);
  return result.ec == std::errc() && result.ptr == text.data() + text.size() ? number : otherwise;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool is_page_furniture_name(std::string_view name) {
  return name == "oddHeader" || name == "evenHeader" || name == "firstHeader" || name == "oddFooter" ||
         name == "evenFooter" || name == "firstFooter";
}

bool is_left_of(const SheetCell& one, const SheetCell& other) {
  return one.column < other.column;
}

bool is_same_place(const SheetCell& one, const SheetCell& other) {
  return one.column == other.column;
}

}  // namespace

void XlsxSheetHandler::begin_element(std::string_view name, const XmlAttributes& attributes) {
  const std::string_view local = local_name(name);
  if (in_cell_) {
    if (local == "v" || (local == "t" && !in_phonetic_)) {
      takes_text_ = true;
      has_value_ = true;
    } else if (local == "f") {
      has_formula_ = true;
    } else if (local == "rPh") {
      in_phonetic_ = true;
    }
  } else if (local == "c" && in_row_) {
    begin_cell(attributes);
  } else if (local == "row") {
    begin_row(attributes);
  } else {
    begin_other(local, attributes);
  }
}

void XlsxSheetHandler::begin_row(const XmlAttributes& attributes) {
  const std::uint64_t number = number_of(attributes.get("r"), 0);
  // Rows ascend; one that claims otherwise comes next.
  row_.number = number > next_row_ && number < UINT32_MAX / 2 ? static_cast<std::uint32_t>(number - 1) : next_row_;
  next_row_ = row_.number + 1;
  row_.cells.clear();
  next_column_ = 0;
  is_sorted_ = true;
  in_row_ = true;
}

void XlsxSheetHandler::begin_cell(const XmlAttributes& attributes) {
  std::string_view type;
  std::uint32_t unused_row = 0;
  column_ = next_column_;
  style_ = 0;
  attributes.for_each([&](std::string_view name, std::string_view value) {
    if (name == "r") {
      parse_xlsx_reference(value, unused_row, column_);
    } else if (name == "s") {
      style_ = number_of(value, 0);
    } else if (name == "t") {
      type = value;
    }
  });
  type_ = type.empty() || type == "n" ? ValueType::number
          : type == "s"               ? ValueType::shared_string
          : type == "b"               ? ValueType::boolean
          : type == "d"               ? ValueType::date
                                      : ValueType::text;
  next_column_ = column_ + 1;
  in_cell_ = true;
  has_formula_ = has_value_ = in_phonetic_ = takes_text_ = false;
  value_.clear();
}

void XlsxSheetHandler::begin_other(std::string_view name, const XmlAttributes& attributes) {
  if (name == "drawing") {
    contents_.drawing_id = attributes.get_local("id");
  } else if (name == "hyperlink") {
    ++contents_.links;
  } else if (name == "oleObject") {
    ++contents_.objects;
  } else if (is_page_furniture_name(name)) {
    value_.clear();
    in_furniture_ = takes_text_ = true;
  }
}

void XlsxSheetHandler::text(std::string_view piece) {
  if (takes_text_) {
    value_.append(piece);
  }
}

void XlsxSheetHandler::end_element(std::string_view name) {
  const std::string_view local = local_name(name);
  if (local == "c") {
    end_cell();
  } else if (in_cell_) {
    takes_text_ = false;
    in_phonetic_ = in_phonetic_ && local != "rPh";
  } else if (in_furniture_) {
    end_furniture(local);
  } else if (local == "row") {
    end_row();
  }
}

void XlsxSheetHandler::end_furniture(std::string_view name) {
  (name.ends_with("Header") ? contents_.headers : contents_.footers).push_back(value_);
  in_furniture_ = takes_text_ = false;
}

void XlsxSheetHandler::end_cell() {
  if (!in_cell_) {
    return;
  }
  in_cell_ = false;
  contents_.formulas_without_value += has_formula_ && !has_value_ ? 1 : 0;
  if (!has_value_) {
    return;
  }
  SheetCell& cell = row_.cells.emplace_back();
  cell.column = column_;
  set_value(cell.cell);
  if (is_blank(cell.cell.text)) {
    row_.cells.pop_back();
  } else if (row_.cells.size() > 1) {
    is_sorted_ = is_sorted_ && row_.cells[row_.cells.size() - 2].column < column_;
  }
}

void XlsxSheetHandler::set_value(Cell& cell) const {
  switch (type_) {
    case ValueType::number:
      return set_number(cell, value_, number_kind(), workbook_->date_system);
    case ValueType::shared_string:
      cell.text.assign(strings_->get(number_of(value_, UINT64_MAX)));
      return;
    case ValueType::boolean:
      cell.text = value_ == "1" || value_ == "true" ? "true" : "false";
      cell.type = CellType::boolean;
      return;
    case ValueType::date:
      return set_iso_date(cell, value_);
    case ValueType::text:
      cell.text = value_;
      return decode_xlsx_escapes(cell.text);
  }
}

NumberKind XlsxSheetHandler::number_kind() const {
  return style_ < workbook_->number_kinds.size() ? workbook_->number_kinds[style_] : NumberKind::number;
}

void XlsxSheetHandler::end_row() {
  if (!in_row_) {
    return;
  }
  in_row_ = false;
  if (!is_sorted_) {
    std::stable_sort(row_.cells.begin(), row_.cells.end(), is_left_of);
    row_.cells.erase(std::unique(row_.cells.begin(), row_.cells.end(), is_same_place), row_.cells.end());
  }
  merge_cells();
  tables_->add_row(row_);
}

void XlsxSheetHandler::merge_cells() {
  auto range = merged_->begin_of_row(row_.number);
  for (SheetCell& cell : row_.cells) {
    const auto is_before = [&] { return range->first_row == row_.number && range->first_column < cell.column; };
    while (range != merged_->end() && is_before()) {
      ++range;
    }
    if (range == merged_->end() || range->first_row != row_.number) {
      return;
    }
    if (range->first_column == cell.column) {
      cell.cell.column_span = static_cast<int>(range->last_column - range->first_column + 1);
      cell.cell.row_span = static_cast<int>(range->last_row - range->first_row + 1);
    }
  }
}

}  // namespace docexport
