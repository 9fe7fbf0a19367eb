#pragma once

#include <string>
#include <vector>

#include "docexport/base/environment.hpp"
#include "docexport/cli/console.hpp"

namespace docexport {

/// Answers a shell: `__complete SHELL INDEX -- WORDS…`, the words from the program's name on, INDEX that of the word to
/// complete. Writes one `candidate<TAB>description` a line, then a directive: `:files` (also offer files)
/// or `:` alone. Creates nothing, connects to nothing, and says nothing when it fails.
void complete(const std::vector<std::string>& arguments, const Environment& environment, Console& console);

}  // namespace docexport
