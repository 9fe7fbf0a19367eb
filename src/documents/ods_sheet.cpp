#include "documents/ods_sheet.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/limits.hpp"
#include "documents/odf_chart.hpp"
#include "documents/spreadsheet_number.hpp"
#include "documents/spreadsheet_sheets.hpp"

namespace docexport {
namespace {

constexpr std::uint32_t last_sheet_row = std::uint32_t{1} << 20;
constexpr std::uint32_t last_row_number = UINT32_MAX / 2;

/// From 1 to `most`.
std::uint32_t count_of(std::string_view text, std::uint32_t most) {
  std::uint32_t count = 1;
  const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), count);
  return result.ec == std::errc::result_out_of_range ? most : std::clamp<std::uint32_t>(count, 1, most);
}

bool is_passed_over(std::string_view name) {
  return name == "table:tracked-changes" || name == "office:forms" || name == "draw:object" ||
         name == "table:scenario" || name == "text:tracked-changes";
}

bool is_shape(std::string_view name) {
  return name == "draw:frame" || name == "draw:custom-shape" || name == "draw:rect" || name == "draw:ellipse" ||
         name == "draw:caption";
}

bool is_paragraph(std::string_view name) {
  return name == "text:p" || name == "text:h";
}

}  // namespace

void OdsHandler::begin_element(std::string_view name, const XmlAttributes& attributes) {
  ++depth_;
  if (skipped_from_ > 0) {
    return;
  }
  if (name == "table:table" && depth_ == ods_sheet_depth) {
    begin_sheet(attributes);
  } else if (tables_ != nullptr) {
    begin_in_sheet(name, attributes);
  }
}

void OdsHandler::begin_sheet(const XmlAttributes& attributes) {
  const std::size_t index = next_sheet_++;
  if (index < wanted_.size() && !wanted_[index]) {
    skipped_from_ = depth_;
    return;
  }
  const std::string name(attributes.get("table:name"));
  sink_->block({.label = BlockLabel::section_header, .level = 1, .text = name});
  tables_ = std::make_unique<SpreadsheetTables>(name, *budget_, *sink_);
  next_row_ = 0;
}

void OdsHandler::begin_in_sheet(std::string_view name, const XmlAttributes& attributes) {
  if (name == "draw:object") {
    shape_is_picture_ = true;
    shape_object_ = attributes.get("xlink:href");
  }
  if (is_passed_over(name)) {
    skipped_from_ = depth_;
    return;
  }
  inner_tables_ += name == "table:table" ? 1 : 0;
  const bool is_of_sheet = inner_tables_ == 0 && place() == Place::none;
  if (is_of_sheet && name == "table:table-row") {
    begin_row(attributes);
  } else if (is_of_sheet && (name == "table:table-cell" || name == "table:covered-table-cell")) {
    begin_cell(name, attributes);
  } else if (!begin_beside_cell(name) && paragraphs() != nullptr) {
    if (is_paragraph(name)) {
      paragraphs()->begin_paragraph();
    } else {
      paragraphs()->element(name, attributes);
    }
  }
}

void OdsHandler::begin_row(const XmlAttributes& attributes) {
  row_.number = next_row_;
  row_.cells.clear();
  row_repeats_ = count_of(attributes.get("table:number-rows-repeated"), last_sheet_row);
  next_column_ = 0;
}

void OdsHandler::begin_cell(std::string_view name, const XmlAttributes& attributes) {
  is_covered_ = name == "table:covered-table-cell";
  cell_repeats_ = count_of(attributes.get("table:number-columns-repeated"), UINT32_MAX / 4);
  cell_.column_span = static_cast<int>(count_of(attributes.get("table:number-columns-spanned"), max_columns));
  cell_.row_span = static_cast<int>(count_of(attributes.get("table:number-rows-spanned"), last_sheet_row));
  value_type_ = attributes.get("office:value-type");
  const std::string_view date = attributes.get("office:date-value");
  const std::string_view time = attributes.get("office:time-value");
  const std::string_view truth = attributes.get("office:boolean-value");
  value_ = !date.empty() ? date : !time.empty() ? time : !truth.empty() ? truth : attributes.get("office:value");
  cell_text_.clear();
  places_.push_back(Place::cell);
}

/// Whether it was the beginning of a comment or shape, or of a part of one.
bool OdsHandler::begin_beside_cell(std::string_view name) {
  if (name == "office:annotation") {
    comment_text_.clear();
    comment_author_.clear();
    places_.push_back(Place::comment);
  } else if (name == "dc:creator" && place() == Place::comment) {
    places_.push_back(Place::comment_author);
  } else if (is_shape(name) && place() != Place::shape) {
    begin_shape(name);
  } else if ((name == "svg:title" || name == "svg:desc") && place() == Place::shape) {
    places_.push_back(Place::shape_title);
  } else if (name == "draw:image" || name == "draw:plugin") {
    shape_is_picture_ = true;
  } else {
    return false;
  }
  return true;
}

void OdsHandler::begin_shape(std::string_view /*name*/) {
  shape_text_.clear();
  shape_title_.clear();
  shape_object_.clear();
  shape_is_picture_ = false;
  shape_depth_ = depth_;
  places_.push_back(Place::shape);
}

OdfStreamedText* OdsHandler::paragraphs() {
  switch (place()) {
    case Place::cell:
      return &cell_text_;
    case Place::comment:
      return &comment_text_;
    case Place::shape:
      return &shape_text_;
    case Place::none:
    case Place::comment_author:
    case Place::shape_title:
      return nullptr;
  }
  return nullptr;
}

void OdsHandler::text(std::string_view piece) {
  if (skipped_from_ > 0) {
    return;
  }
  if (place() == Place::comment_author) {
    append_odf_text(comment_author_, piece);
  } else if (place() == Place::shape_title) {
    append_odf_text(shape_title_, piece);
  } else if (OdfStreamedText* const text = paragraphs()) {
    text->text(piece);
  }
}

void OdsHandler::end_element(std::string_view name) {
  if (skipped_from_ == 0 && tables_ != nullptr) {
    end_in_sheet(name);
  } else if (depth_ == skipped_from_) {
    skipped_from_ = 0;
  }
  --depth_;
}

void OdsHandler::end_in_sheet(std::string_view name) {
  if (name == "table:table" && depth_ == ods_sheet_depth) {
    end_sheet();
  } else if (name == "table:table") {
    --inner_tables_;
  } else if (is_paragraph(name) && paragraphs() != nullptr) {
    paragraphs()->end_paragraph();
  } else if (name == "office:annotation" && place() == Place::comment) {
    end_comment();
  } else if (place() == Place::shape && depth_ == shape_depth_) {
    end_shape();
  } else if ((name == "dc:creator" && place() == Place::comment_author) ||
             ((name == "svg:title" || name == "svg:desc") && place() == Place::shape_title)) {
    places_.pop_back();
  } else if (inner_tables_ == 0 && place() == Place::cell &&
             (name == "table:table-cell" || name == "table:covered-table-cell")) {
    end_cell();
  } else if (inner_tables_ == 0 && place() == Place::none && name == "table:table-row") {
    end_row();
  }
}

void OdsHandler::end_comment() {
  places_.pop_back();
  const std::string_view text = trim(comment_text_.value());
  if (!text.empty()) {
    after_tables_.push_back(comment_block(trim(comment_author_), cell_name(next_row_, next_column_), text));
  }
}

void OdsHandler::end_shape() {
  places_.pop_back();
  const std::string_view text = trim(shape_text_.value());
  if (!text.empty()) {
    after_tables_.push_back({.label = BlockLabel::text, .text = std::string(text)});
  }
  if (!shape_is_picture_) {
    return;
  }
  const std::string title(trim(shape_title_));
  std::vector<Block> chart = read_sheet_chart(*archive_, *budget_, shape_object_, title);
  if (chart.empty()) {
    chart.push_back({.label = BlockLabel::picture, .text = title});
  }
  after_tables_.insert(after_tables_.end(), chart.begin(), chart.end());
}

void OdsHandler::end_cell() {
  places_.pop_back();
  const std::uint32_t column = next_column_;
  next_column_ = std::min(next_column_, last_row_number) + cell_repeats_;
  if (is_covered_) {
    return;
  }
  set_value(cell_);
  if (trim(cell_.text).empty()) {
    return;
  }
  if (next_column_ > max_columns) {
    throw Error(ErrorKind::limit, fmt::format("The sheet has cells beyond its column {}, the last that is read",
                                              cell_name(0, max_columns - 1)));
  }
  for (std::uint32_t index = 0; index < cell_repeats_; ++index) {
    row_.cells.push_back({.column = column + index, .cell = cell_});
  }
}

void OdsHandler::set_value(Cell& cell) const {
  if (value_.empty() || value_type_.empty() || value_type_ == "string") {
    cell.text = cell_text_.value();
    cell.type = CellType::text;
  } else if (value_type_ == "boolean") {
    cell.text = value_ == "true" ? "true" : "false";
    cell.type = CellType::boolean;
  } else if (value_type_ == "date" || value_type_ == "time") {
    set_iso_date(cell, value_);
  } else {
    set_number(cell, value_, NumberKind::number, DateSystem::from_1900);
  }
}

void OdsHandler::end_row() {
  const bool is_empty = row_.cells.empty();
  budget_->check_cells(row_.cells.size() * std::uint64_t{row_repeats_});
  for (std::uint32_t repeat = 0; repeat < row_repeats_ && !is_empty; ++repeat) {
    SheetRow row = row_;
    row.number = row_.number + repeat;
    tables_->add_row(row);
  }
  next_row_ = std::min(next_row_ + row_repeats_, last_row_number);
}

void OdsHandler::end_sheet() {
  if (tables_ == nullptr) {
    return;
  }
  tables_->finish();
  hidden_cells_ += tables_->hidden_cells();
  tables_.reset();
  places_.clear();
  inner_tables_ = 0;
  for (const Block& block : after_tables_) {
    sink_->block(block);
  }
  after_tables_.clear();
}

}  // namespace docexport
