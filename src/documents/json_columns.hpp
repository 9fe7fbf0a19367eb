#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace docexport {

/// The names that members of records have, in the order of their first appearance.
class JsonColumns {
 public:
  /// The column of this name; a new one if there is none yet. Throws Error (`limit`) when there would be more than
  /// max_columns, or names of more than max_column_name_bytes. `document` is for its message.
  void add(const std::string& name, const std::string& document);

  /// The column of this name, if there is one. Fast when it follows the column that was found last.
  std::optional<std::size_t> find(const std::string& name);

  [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

 private:
  std::vector<std::string> names_{};
  std::unordered_map<std::string, std::size_t> places_{};
  std::size_t name_bytes_ = 0;
  std::size_t expected_ = 0;
};

}  // namespace docexport
