#pragma once

#include <string>

namespace docexport {

/// Appends the code point, which is no surrogate, as UTF-8.
void append_code_point(std::string& out, char32_t code_point);

}  // namespace docexport
