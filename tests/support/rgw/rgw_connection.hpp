#pragma once

#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "docexport/base/environment.hpp"

namespace docexport::test {

/// How to reach the gateway that the ctest fixture `rgw` started (tests/support/rgw/start): AWS_ACCESS_KEY_ID,
/// AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL and DOCEXPORT_RGW_*. nullopt when there is none.
/// DOCEXPORT_TEST_RGW can name the `connection` file of another one.
inline std::optional<std::map<std::string, std::string>> read_rgw_connection(const std::string& fixture_file) {
  const char* const other = std::getenv("DOCEXPORT_TEST_RGW");
  std::ifstream file(other == nullptr ? fixture_file : other);
  if (!file) {
    return std::nullopt;
  }
  std::map<std::string, std::string> variables;
  constexpr std::string_view keyword = "export ";
  for (std::string line; std::getline(file, line);) {
    const std::size_t equals = line.find("='");
    if (line.starts_with(keyword) && line.ends_with('\'') && equals != std::string::npos) {
      variables[line.substr(keyword.size(), equals - keyword.size())] =
          line.substr(equals + 2, line.size() - equals - 3);
    }
  }
  return variables;
}

}  // namespace docexport::test
