#pragma once

#include <cstddef>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace docexport {

/// The help of the program or of one of its commands: usage, examples, arguments, options. Opens nothing.
std::string help_text(const CLI::App& command, std::size_t width);

/// "DOCUMENT...", "[ID...]", "SHELL": a positional argument in a usage line.
std::string positional_label(const CLI::Option& positional);

}  // namespace docexport
