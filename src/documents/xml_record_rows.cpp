#include "documents/xml_record_rows.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "documents/json_text.hpp"
#include "documents/limits.hpp"

namespace docexport {
namespace {

/// What an element needs beside its characters.
constexpr std::size_t element_bytes = 128;

void append_name(std::string& out, std::string_view prefix, std::string_view name) {
  out += out.ends_with('{') ? "" : ",";
  append_json_string(out, std::string(prefix).append(name));
  out += ':';
}

using ChildrenByName = std::vector<std::pair<std::string_view, std::vector<const XmlValue*>>>;

/// In order of first appearance.
ChildrenByName children_by_name(const XmlValue& value) {
  ChildrenByName groups;
  std::map<std::string_view, std::size_t> places;
  for (const XmlValue& child : value.children) {
    const auto [place, is_new] = places.try_emplace(child.name, groups.size());
    if (is_new) {
      groups.emplace_back(child.name, std::vector<const XmlValue*>());
    }
    groups[place->second].second.push_back(&child);
  }
  return groups;
}

void append_values(std::string& out, const std::vector<const XmlValue*>& values) {
  out += values.size() > 1 ? "[" : "";
  for (const XmlValue* value : values) {
    out += value == values.front() ? "" : ",";
    append_xml_json(out, *value);
  }
  out += values.size() > 1 ? "]" : "";
}

Cell cell_of_values(const std::vector<const XmlValue*>& values) {
  const XmlValue& first = *values.front();
  if (values.size() == 1 && first.is_nil) {
    return {.type = CellType::null};
  }
  if (values.size() == 1 && first.attributes.empty() && first.children.empty()) {
    return {.text = std::string(trim(first.text))};
  }
  Cell cell{.type = CellType::json};
  append_values(cell.text, values);
  return cell;
}

}  // namespace

// Elements are no deeper than the reading budget allows.
void append_xml_json(std::string& out, const XmlValue& value) {
  if (value.is_nil) {
    out += "null";
    return;
  }
  const std::string_view text = trim(value.text);
  if (value.attributes.empty() && value.children.empty()) {
    append_json_string(out, text);
    return;
  }
  out += '{';
  for (const auto& [name, attribute] : value.attributes) {
    append_name(out, "@", name);
    append_json_string(out, attribute);
  }
  for (const auto& [name, children] : children_by_name(value)) {
    append_name(out, "", name);
    append_values(out, children);
  }
  if (!text.empty()) {
    append_name(out, "#", "text");
    append_json_string(out, text);
  }
  out += '}';
}

XmlRecordRows::XmlRecordRows(const XmlRecords& records, std::string document_name, ContentSink& sink)
    : records_(&records), document_name_(std::move(document_name)), sink_(&sink) {
  std::size_t place = records.has_element_column ? 1 : 0;
  for (const XmlRecords::Column& column : records.columns) {
    columns_.emplace(std::pair(column.kind, column.name), place++);
  }
}

void XmlRecordRows::begin_element(std::string_view name, const XmlAttributes& attributes) {
  const bool is_inside = !open_.empty();
  const bool is_record =
      !is_inside && matched_ == records_->path.size() && depth_ == matched_ && records_->is_record(name);
  if (!is_inside && !is_record) {
    matched_ += depth_ == matched_ && matched_ < records_->path.size() && records_->path[matched_] == name ? 1U : 0U;
    ++depth_;
    return;
  }
  ++depth_;
  open_.push_back({.name = std::string(name)});
  XmlValue& value = open_.back();
  take_bytes(element_bytes + name.size());
  attributes.for_each([&](std::string_view attribute, std::string_view content) {
    if (local_name(attribute) == "nil" && attribute != "nil" && (content == "true" || content == "1")) {
      value.is_nil = true;
    } else if (!is_namespace_declaration(attribute)) {
      take_bytes(element_bytes + attribute.size() + content.size());
      value.attributes.emplace_back(attribute, content);
    }
  });
}

void XmlRecordRows::text(std::string_view piece) {
  if (!open_.empty()) {
    take_bytes(piece.size());
    open_.back().text += piece;
  }
}

void XmlRecordRows::end_element(std::string_view /*name*/) {
  --depth_;
  if (open_.empty()) {
    matched_ = std::min(matched_, depth_);
  } else if (open_.size() == 1) {
    push_record();
  } else {
    XmlValue value = std::move(open_.back());
    open_.pop_back();
    open_.back().children.push_back(std::move(value));
  }
}

void XmlRecordRows::take_bytes(std::size_t count) {
  record_bytes_ += count;
  if (record_bytes_ > max_record_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{}: a record has more than {}, the most that one may have",
                                              document_name_, format_size(max_record_bytes)));
  }
}

Cell& XmlRecordRows::cell_of(XmlPartKind kind, const std::string& name) {
  return row_.at(columns_.at(std::pair(kind, name)));
}

void XmlRecordRows::push_record() {
  const XmlValue& record = open_.back();
  row_.assign(records_->column_names.size(), {.type = CellType::absent});
  if (records_->has_element_column) {
    row_.front() = {.text = record.name};
  }
  for (const auto& [name, value] : record.attributes) {
    cell_of(XmlPartKind::attribute, name) = {.text = value};
  }
  for (const auto& [name, children] : children_by_name(record)) {
    cell_of(XmlPartKind::element, std::string(name)) = cell_of_values(children);
  }
  if (const std::string_view text = trim(record.text); !text.empty()) {
    cell_of(XmlPartKind::text, record.name) = {.text = std::string(text)};
  }
  sink_->record(row_);
  open_.clear();
  record_bytes_ = 0;
}

}  // namespace docexport
