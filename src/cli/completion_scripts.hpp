#pragma once

#include <string_view>

namespace docexport {

/// The files of completions/, as they are built into the program.
extern const std::string_view bash_completion_script;
extern const std::string_view zsh_completion_script;
extern const std::string_view fish_completion_script;

}  // namespace docexport
