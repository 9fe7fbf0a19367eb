#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The line of inline Markdown, without blanks around it, with a backslash where its start would make it something else
/// than text.
std::string escape_line_start(std::string_view line);

}  // namespace docexport
