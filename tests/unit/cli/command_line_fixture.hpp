#pragma once

#include <map>
#include <string>
#include <vector>

#include "support/temporary_directory.hpp"

namespace docexport::test {

/// Runs command lines in this process, in a home of its own; input and outputs are files without a terminal.
class CommandLineFixture {
 public:
  /// Returns the exit code; `out` and `err` hold what was written.
  int docexport(const std::vector<std::string>& arguments, const std::string& input = "");

  std::map<std::string, std::string> variables{};
  std::string out{};
  std::string err{};
  TemporaryDirectory folder{};
};

}  // namespace docexport::test
