#pragma once

#include <string>
#include <utility>
#include <vector>

namespace docexport {

enum class VersionDetail {
  program,    ///< docexport and SQLite
  libraries,  ///< also libcurl and its TLS, which must be loaded to be asked: that takes milliseconds
};

/// (component, version), for bug reports. Opens no catalog and no connection.
std::vector<std::pair<std::string, std::string>> component_versions(VersionDetail detail);

}  // namespace docexport
