#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/xml_shape.hpp"

namespace docexport {

/// Which elements of a document are its records, and their columns.
struct XmlRecords {
  struct Column {
    XmlPartKind kind = XmlPartKind::element;
    std::string name{};
  };

  std::vector<std::string> path{};          ///< the names of the elements around the records, from the root
  std::vector<const XmlShape*> shapes{};    ///< the records' own elements
  bool has_element_column = false;          ///< they have several names: the first column is the name
  std::vector<Column> columns{};            ///< without that
  std::vector<std::string> column_names{};  ///< all of them, unique

  [[nodiscard]] bool empty() const noexcept { return shapes.empty(); }
  [[nodiscard]] bool is_record(std::string_view name) const;
};

/// The repeated elements of one name below the root, or below the only element that leads to them: those that hold
/// elements, else those with attributes, else short texts that are all that there is. None where text stands between
/// elements: that is a text, not data. Throws Error (`limit`) for too many columns.
XmlRecords find_xml_records(const XmlShape& root, const std::string& document_name);

}  // namespace docexport
