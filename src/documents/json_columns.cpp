#include "documents/json_columns.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "documents/limits.hpp"

namespace docexport {

void JsonColumns::add(const std::string& name, const std::string& document) {
  if (find(name)) {
    return;
  }
  name_bytes_ += name.size();
  if (names_.size() == max_columns || name_bytes_ > max_column_name_bytes) {
    throw Error(
        ErrorKind::limit,
        fmt::format("{}: the records have more than {} different member names, or {} of names, the most that are "
                    "read as columns",
                    document, max_columns, format_size(max_column_name_bytes)));
  }
  places_.emplace(name, names_.size());
  names_.push_back(name);
  expected_ = names_.size();
}

std::optional<std::size_t> JsonColumns::find(const std::string& name) {
  // Records mostly repeat the same names in the same order.
  const std::size_t expected = expected_ < names_.size() ? expected_ : 0;
  if (expected < names_.size() && names_[expected] == name) {
    expected_ = expected + 1;
    return expected;
  }
  const auto place = places_.find(name);
  if (place == places_.end()) {
    return std::nullopt;
  }
  expected_ = place->second + 1;
  return place->second;
}

}  // namespace docexport
