#include "documents/html_links.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

/// A browser does not see the control characters with which a scheme may be disguised.
std::string without_controls(std::string_view reference) {
  std::string clean;
  for (const char character : trim(reference)) {
    if (static_cast<unsigned char>(character) >= 0x20 && character != 0x7F) {
      clean.push_back(character);
    }
  }
  return std::string(trim(clean));
}

/// "https" of `https://…`; empty when there is none.
std::string scheme_of(std::string_view reference) {
  const std::size_t colon = reference.find(':');
  if (colon == std::string_view::npos || std::isalpha(static_cast<unsigned char>(reference[0])) == 0) {
    return {};
  }
  const std::string_view scheme = reference.substr(0, colon);
  const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '+' || character == '-' ||
           character == '.';
  });
  return is_scheme ? to_lower_ascii(scheme) : std::string();
}

/// Without its `.` and `..` parts.
std::string normal_path(std::string_view path) {
  std::vector<std::string_view> parts;
  const bool ends_with_folder = path.ends_with("/.") || path.ends_with("/..") || path.ends_with("/");
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (part == ".." && !parts.empty()) {
      parts.pop_back();
    } else if (part != "." && part != ".." && !part.empty()) {
      parts.push_back(part);
    }
  }
  std::string normal;
  for (const std::string_view part : parts) {
    normal.append("/").append(part);
  }
  return ends_with_folder || normal.empty() ? normal + "/" : normal;
}

std::string resolve(const std::string& reference, std::string_view base) {
  const std::size_t authority = base.find("://");
  if (authority == std::string_view::npos) {
    return reference;
  }
  const std::size_t path_begin = std::min(base.find_first_of("/?#", authority + 3), base.size());
  const std::string_view path = base.substr(path_begin, base.find_first_of("?#", path_begin) - path_begin);
  if (reference.starts_with("//")) {
    return std::string(base.substr(0, authority + 1)) + reference;
  }
  const std::size_t tail_begin = std::min(reference.find_first_of("?#"), reference.size());
  const std::string_view own_path = std::string_view(reference).substr(0, tail_begin);
  std::string whole(own_path);
  if (own_path.empty()) {
    whole = path;
  } else if (own_path[0] != '/') {
    const std::size_t folder = path.rfind('/');
    whole = std::string(path.substr(0, folder == std::string_view::npos ? 0 : folder + 1)).append(own_path);
  }
  return std::string(base.substr(0, path_begin)) + normal_path(whole) + reference.substr(tail_begin);
}

}  // namespace

std::string html_target(std::string_view reference, std::string_view base) {
  const std::string clean = without_controls(reference);
  if (clean.empty()) {
    return {};
  }
  const std::string scheme = scheme_of(clean);
  if (scheme == "javascript" || scheme == "vbscript" || scheme == "data") {
    return {};
  }
  const bool is_whole = !scheme.empty() || clean[0] == '#' || base.empty();
  return is_whole ? clean : resolve(clean, trim(base));
}

}  // namespace docexport
