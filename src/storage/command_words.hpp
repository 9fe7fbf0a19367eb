#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

/// The words of a command line as a POSIX shell would split them: white space, 'quotes', "quotes" and `\`. Nothing is
/// expanded. nullopt when a quote is not closed or a `\` stands at the end.
std::optional<std::vector<std::string>> split_command(std::string_view text);

}  // namespace docexport
