#include "documents/office_metadata.hpp"

#include <charconv>
#include <string>

#include "docexport/base/text.hpp"

namespace docexport {

std::optional<int> stated_count(std::string_view text) {
  const std::string_view digits = trim(text);
  const char* const stop = digits.data() + digits.size();
  int count = 0;
  const auto [end, error] = std::from_chars(digits.data(), stop, count);
  return error == std::errc() && end == stop && count > 0 ? std::optional(count) : std::nullopt;
}

void add_custom(Metadata& metadata, std::string_view name, std::string_view value) {
  if (!trim(name).empty() && !trim(value).empty()) {
    metadata.custom.push_back({.name = std::string(trim(name)), .value = std::string(trim(value))});
  }
}

}  // namespace docexport
