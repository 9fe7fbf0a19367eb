#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace docexport {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  ///< bytes
};

/// The code point at the front of the text; nullopt if the bytes there are not valid UTF-8 (RFC 3629: no overlong
/// forms, no surrogates, nothing above U+10FFFF). The text is not empty.
std::optional<CodePoint> first_code_point(std::string_view text);

void append_utf8(std::string& text, char32_t value);

}  // namespace docexport
