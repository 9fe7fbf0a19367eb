#pragma once

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

/// The command line as JSON, for the test that compares it with man pages, help and completions (`--dump-cli`).
std::string dump_tree(const CLI::App& program);

}  // namespace docexport
