#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "formats/table_grid.hpp"

namespace docexport {

/// Names for a table's columns: those of its header, unique and not empty. A column without a name is `column_3` (its
/// place); a repeated name is followed by a number, `Price_2`.
class TableColumns {
 public:
  void set_header(const GridRow& header);

  /// The name of any column, from 0, also of one that the header does not have.
  const std::string& name(std::size_t column);

 private:
  void add(const std::string& wanted);

  std::vector<std::string> names_;
  std::unordered_set<std::string> taken_;
};

}  // namespace docexport
