#pragma once

#include <string>
#include <utility>
#include <vector>

namespace docexport {

/// (component, version) of the program and the libraries it runs with, for bug reports. Opens no file and no
/// connection.
std::vector<std::pair<std::string, std::string>> component_versions();

}  // namespace docexport
