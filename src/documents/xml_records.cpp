#include "documents/xml_records.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/column_names.hpp"
#include "documents/limits.hpp"

namespace docexport {
namespace {

/// Longer ones are paragraphs rather than values.
constexpr std::size_t longest_value = 200;
constexpr int deepest_parent = 3;

std::vector<const XmlShape*> children_of(const XmlShape& shape) {
  std::vector<const XmlShape*> children;
  for (const XmlPart& part : shape.parts) {
    if (part.shape) {
      children.push_back(part.shape.get());
    }
  }
  return children;
}

/// A feed's entries are records also where there is one only.
bool is_feed_entry(const XmlShape& root, std::string_view name) {
  const std::string_view kind = local_name(root.name);
  return (kind == "feed" && local_name(name) == "entry") ||
         ((kind == "rss" || kind == "RDF") && local_name(name) == "item");
}

std::vector<const XmlShape*> records_among(const XmlShape& root, const XmlShape& parent) {
  std::vector<const XmlShape*> complex;
  std::vector<const XmlShape*> attributed;
  std::vector<const XmlShape*> children = children_of(parent);
  for (const XmlShape* child : children) {
    const bool is_repeated = child->count > 1 || is_feed_entry(root, child->name);
    if (is_repeated && child->has_elements) {
      complex.push_back(child);
    } else if (is_repeated && child->has_attributes()) {
      attributed.push_back(child);
    }
  }
  const bool is_text = parent.is_mixed || std::any_of(complex.begin(), complex.end(),
                                                      [](const XmlShape* shape) { return shape->holds_mixed; });
  if (is_text) {
    return {};
  }
  if (!complex.empty()) {
    return complex;
  }
  const bool are_alike = children.size() == 1 && children[0]->count > 1 && children[0]->longest_text <= longest_value;
  if (attributed.empty() && are_alike) {
    return children;
  }
  return attributed.size() == children.size() ? attributed : std::vector<const XmlShape*>();
}

/// The one child that holds elements; null if there is none or several.
const XmlShape* only_way_down(const XmlShape& parent) {
  const XmlShape* found = nullptr;
  for (const XmlShape* child : children_of(parent)) {
    if (child->has_elements) {
      if (found != nullptr || child->count > 1) {
        return nullptr;
      }
      found = child;
    }
  }
  return found;
}

void add_columns(XmlRecords& records, const std::string& document_name) {
  std::set<std::pair<XmlPartKind, std::string_view>> known;
  for (const XmlShape* shape : records.shapes) {
    for (const XmlPart& part : shape->parts) {
      if (known.emplace(part.kind, part.name).second) {
        records.columns.push_back({.kind = part.kind, .name = part.name});
      }
    }
  }
  if (records.columns.size() >= max_columns) {
    throw Error(ErrorKind::limit, fmt::format("{}: its records have {} different members; {} are read at most",
                                              document_name, records.columns.size(), max_columns - 1));
  }
  std::vector<std::string> names;
  if (records.has_element_column) {
    names.emplace_back("element");
  }
  for (const XmlRecords::Column& column : records.columns) {
    names.push_back(column.name);
  }
  if (names.empty()) {
    names.emplace_back(records.shapes.front()->name);
    records.columns.push_back({.kind = XmlPartKind::text, .name = names.back()});
  }
  records.column_names = unique_column_names(names, names.size());
}

}  // namespace

bool XmlRecords::is_record(std::string_view name) const {
  return std::any_of(shapes.begin(), shapes.end(), [name](const XmlShape* shape) { return shape->name == name; });
}

XmlRecords find_xml_records(const XmlShape& root, const std::string& document_name) {
  XmlRecords records;
  if (local_name(root.name) == "svg") {
    return records;
  }
  const XmlShape* parent = &root;
  for (int depth = 0; depth < deepest_parent && parent != nullptr && records.empty(); ++depth) {
    records.path.push_back(parent->name);
    records.shapes = records_among(root, *parent);
    parent = only_way_down(*parent);
  }
  if (!records.empty()) {
    records.has_element_column = records.shapes.size() > 1;
    add_columns(records, document_name);
  }
  return records;
}

}  // namespace docexport
