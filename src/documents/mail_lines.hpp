#pragma once

#include <algorithm>
#include <string_view>

namespace docexport {

/// Takes the next line off the text, without its end: LF, CR LF or a lone CR, all of which mails have.
inline std::string_view take_mail_line(std::string_view& text) {
  const std::size_t length = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, length);
  text.remove_prefix(length);
  if (text.starts_with("\r\n")) {
    text.remove_prefix(2);
  } else if (!text.empty()) {
    text.remove_prefix(1);
  }
  return line;
}

inline bool is_blank_line(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace docexport
