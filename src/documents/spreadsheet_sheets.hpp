#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace docexport {

/// The sheet that was asked for: of exactly that name, or the only one that differs in the case of ASCII letters alone.
/// Throws Error (`input`) that names the sheets there are.
std::size_t find_sheet(const std::vector<std::string>& names, const std::string& wanted, const std::string& document);

}  // namespace docexport
