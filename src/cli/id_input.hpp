#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docexport/cli/console.hpp"

namespace docexport {

/// Ids, one a line: an id alone, the first of several tab-separated columns (`docexport list | …`), or a JSON object
/// with an "id" (`--jsonl`). Empty lines are skipped. Throws Error (`usage`) naming the line.
std::vector<std::string> parse_ids(std::string_view text);

/// The arguments, with what standard input holds in place of each `-`.
std::vector<std::string> expand_standard_input(const std::vector<std::string>& arguments, Console& console);

}  // namespace docexport
