#include "documents/column_names.hpp"

#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {

std::vector<std::string> unique_column_names(const std::vector<std::string>& names, std::size_t count) {
  // A repaired name must not take one that a later column has by right.
  std::unordered_set<std::string> taken;
  std::vector<std::string> wanted;
  std::vector<bool> is_first;
  for (std::size_t index = 0; index < count; ++index) {
    const std::string name(index < names.size() ? trim(names[index]) : std::string_view());
    is_first.push_back(!name.empty() && taken.insert(name).second);
    wanted.push_back(name.empty() ? fmt::format("column_{}", index + 1) : name);
  }
  std::unordered_map<std::string, std::size_t> last_number;
  for (std::size_t index = 0; index < count; ++index) {
    std::string name = wanted[index];
    std::size_t& number = last_number.try_emplace(wanted[index], 1).first->second;
    while (!is_first[index] && !taken.insert(name).second) {
      name = fmt::format("{}_{}", wanted[index], ++number);
    }
    wanted[index] = std::move(name);
  }
  return wanted;
}

}  // namespace docexport
