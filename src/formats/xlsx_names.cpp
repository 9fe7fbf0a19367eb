#include "formats/xlsx_names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/text.hpp"
#include "formats/byte_scan.hpp"
#include "formats/text_line.hpp"
#include "formats/xlsx_text.hpp"
#include "formats/xml_text.hpp"

namespace docexport {

namespace {

constexpr std::size_t longest_name = 31;

/// The front of the text, of at most so many units of UTF-16.
std::string_view shortened(std::string_view text, std::size_t units) {
  while (utf16_length(text, units + 1) > units) {
    while (text.size() > 1 && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) {
      text.remove_suffix(1);
    }
    text.remove_suffix(1);
  }
  return text;
}

std::string usable_name(std::string_view wanted) {
  // Only the front can become a name.
  constexpr std::size_t enough = 512;
  std::string name = readable_line(wanted.substr(0, enough));
  for (char& byte : name) {
    if (std::string_view("[]:*?/\\\n\t").find(byte) != std::string_view::npos) {
      byte = ' ';
    }
  }
  std::string_view fitting = shortened(trim(name), longest_name);
  while (fitting.starts_with('\'') || fitting.starts_with(' ')) {
    fitting.remove_prefix(1);
  }
  while (fitting.ends_with('\'') || fitting.ends_with(' ')) {
    fitting.remove_suffix(1);
  }
  return std::string(fitting);
}

/// The same for two names that a spreadsheet could take for one because it does not tell their cases apart. Beyond
/// ASCII that is coarse: a name that is changed without need costs nothing.
std::string case_key(std::string_view name) {
  std::string key;
  const std::string small = to_lower_ascii(name);
  for (std::string_view rest = small; !rest.empty();) {
    const bool is_ascii = static_cast<unsigned char>(rest.front()) < 0x80U;
    const std::size_t length = is_ascii ? 1 : std::max<std::size_t>(1, utf8_sequence_length(rest));
    const unsigned code_point = is_ascii ? 0 : code_point_of(rest.substr(0, length));
    const bool has_case_nearby =
        (code_point >= 0x100 && code_point < 0x250) || (code_point >= 0x1E00 && code_point < 0x2000);
    const bool has_case_far = code_point >= 0x80 && (code_point < 0x2000 || code_point >= 0xFF00);
    if (has_case_nearby) {
      key += '?';
    } else if (has_case_far) {
      key += fmt::format("?{}", code_point & 0xFU);
    } else {
      key += rest.substr(0, length);
    }
    rest.remove_prefix(length);
  }
  return key;
}

}  // namespace

std::string XlsxNames::take(std::string_view wanted, std::string_view instead) {
  std::string base = usable_name(wanted);
  if (base.empty() || to_lower_ascii(base) == "history") {
    base = usable_name(instead);
  }
  std::string name = base;
  for (int number = 2; !taken_.insert(case_key(name)).second; ++number) {
    const std::string suffix = fmt::format(" ({})", number);
    name = std::string(trim(shortened(base, longest_name - suffix.size()))) + suffix;
  }
  return name;
}

}  // namespace docexport
