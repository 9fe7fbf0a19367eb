#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// Begins the names of files that a folder store has not finished. No key has a component that begins so.
inline constexpr std::string_view unfinished_file_prefix = ".docexport-";

/// Throws Error (`refused`) for a key that is not one: empty, longer than 900 bytes, not UTF-8, with a NUL, with an
/// empty component (so no slash at either end), or with a component `.`, `..` or of a reserved name.
void check_object_key(const std::string& key);

/// Whether the components of a key or of a store's prefix are ones that mean the same everywhere.
bool has_plain_components(std::string_view key);

}  // namespace docexport
