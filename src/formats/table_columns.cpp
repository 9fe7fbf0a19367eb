#include "formats/table_columns.hpp"

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {

void TableColumns::set_header(const GridRow& header) {
  for (const Cell* cell : header.cells) {
    add(std::string(trim(to_valid_utf8(cell->text))));
  }
}

const std::string& TableColumns::name(std::size_t column) {
  while (names_.size() <= column) {
    add("");
  }
  return names_[column];
}

void TableColumns::add(const std::string& wanted) {
  const std::string base = wanted.empty() ? fmt::format("column_{}", names_.size() + 1) : wanted;
  std::string name = base;
  for (int number = 2; !taken_.insert(name).second; ++number) {
    name = fmt::format("{}_{}", base, number);
  }
  names_.push_back(std::move(name));
}

}  // namespace docexport
