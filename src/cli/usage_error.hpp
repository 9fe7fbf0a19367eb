#pragma once

#include <string>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace docexport {

/// One line for a command line that could not be parsed: what is wrong, the nearest right thing, and what to run next.
std::string usage_message(const CLI::ParseError& error, CLI::App& program);

}  // namespace docexport
