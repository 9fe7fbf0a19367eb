#pragma once

#include <string>
#include <vector>

#include "docexport/base/environment.hpp"
#include "docexport/cli/console.hpp"

namespace docexport {

/// Runs one command: `arguments` are those after the program's name. Every failure ends as one line (or, with --json,
/// one JSON object) on the console's error stream. Returns the exit code (docexport/cli/exit_code.hpp); throws nothing.
int run_command_line(const std::vector<std::string>& arguments, const Environment& environment, Console& console);

}  // namespace docexport
