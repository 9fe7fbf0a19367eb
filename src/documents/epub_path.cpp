#include "documents/epub_path.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t index = 0; index < text.size(); ++index) {
    unsigned char byte = 0;
    const char* const digits = text.data() + index + 1;
    const bool is_escape = text[index] == '%' && index + 2 < text.size() &&
                           std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    decoded.push_back(is_escape ? static_cast<char>(byte) : text[index]);
    index += is_escape ? 2 : 0;
  }
  return to_valid_utf8(decoded);
}

}  // namespace

std::string epub_path(std::string_view from, std::string_view reference) {
  const std::size_t slash = from.rfind('/');
  const std::string own = percent_decoded(reference.substr(0, reference.find('#')));
  std::string whole(own.starts_with('/') || slash == std::string_view::npos ? "" : from.substr(0, slash + 1));
  whole += own;
  std::vector<std::string_view> parts;
  std::string_view rest = whole;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (part == ".." && !parts.empty()) {
      parts.pop_back();
    } else if (!part.empty() && part != "." && part != "..") {
      parts.push_back(part);
    }
  }
  std::string path;
  for (const std::string_view part : parts) {
    path.append(path.empty() ? "" : "/").append(part);
  }
  return path;
}

}  // namespace docexport
