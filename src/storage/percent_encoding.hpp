#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace docexport {

/// Which characters stay beside RFC 3986's unreserved ones (letters, digits, `-._~`).
enum class KeepSlash { no, yes };

/// Each byte that may not stand for itself becomes `%XX` with upper-case digits.
std::string percent_encode(std::string_view text, KeepSlash keep_slash = KeepSlash::no);

/// nullopt when a `%` is not followed by two hexadecimal digits.
std::optional<std::string> percent_decode(std::string_view text);

}  // namespace docexport
