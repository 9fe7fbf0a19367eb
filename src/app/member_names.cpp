#include "app/member_names.hpp"

#include <fmt/format.h>

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

/// With a number and the extension a name stays below the 255 bytes of most file systems.
constexpr std::size_t longest_stem = 200;

std::string portable(std::string_view stem) {
  std::string result(stem.substr(0, longest_stem));
  while (!is_valid_utf8(result)) {
    result.pop_back();
  }
  for (char& each : result) {
    if (std::string_view(R"(<>:"|?*)").find(each) != std::string_view::npos) {
      each = '_';
    }
  }
  while (result.ends_with('.') || result.ends_with(' ')) {
    result.pop_back();
  }
  return result.empty() ? "document" : result;
}

}  // namespace

MemberNames::MemberNames(std::string_view reserved) {
  taken_.insert(to_lower_ascii(reserved));
}

std::string MemberNames::take(std::string_view file_name, std::string_view extension) {
  file_name.remove_suffix(file_name.ends_with(extension) ? extension.size() : 0);
  const std::string stem = portable(file_name);
  std::string name = fmt::format("{}{}", stem, extension);
  for (int number = 2; !taken_.insert(to_lower_ascii(name)).second; ++number) {
    name = fmt::format("{}-{}{}", stem, number, extension);
  }
  return name;
}

}  // namespace docexport
