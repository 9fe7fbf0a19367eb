#pragma once

#include <string>
#include <vector>

namespace docexport {

/// Names as a sink needs them, unique and not empty: surrounding white space goes, an empty name becomes `column_3`
/// (its place), a repeated one `name_2`; there are `count` of them, the missing ones made up.
std::vector<std::string> unique_column_names(const std::vector<std::string>& names, std::size_t count);

}  // namespace docexport
