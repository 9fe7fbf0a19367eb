#include "storage/object_key.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_key_bytes = 900;

}  // namespace

bool has_plain_components(std::string_view key) {
  for (std::size_t at = 0; at <= key.size();) {
    const std::size_t end = std::min(key.find('/', at), key.size());
    const std::string_view component = key.substr(at, end - at);
    if (component.empty() || component == "." || component == ".." || component.starts_with(unfinished_file_prefix)) {
      return false;
    }
    at = end + 1;
  }
  return true;
}

void check_object_key(const std::string& key) {
  const bool is_key = key.size() <= max_key_bytes && key.find('\0') == std::string::npos && is_valid_utf8(key) &&
                      has_plain_components(key);
  if (!is_key) {
    throw Error(
        ErrorKind::refused,
        fmt::format("{} is not an object's key: it needs 1 to {} bytes of UTF-8, without empty components, . and ..",
                    key.empty() ? "an empty text" : to_valid_utf8(key).substr(0, max_key_bytes), max_key_bytes));
  }
}

}  // namespace docexport
