#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The pattern of matches_glob (docexport/base/text.hpp) as SQLite's GLOB writes it: that knows no `\` and no `[!a]`,
/// and matches nothing where a bracket is left open.
std::string sqlite_glob(std::string_view pattern);

}  // namespace docexport
