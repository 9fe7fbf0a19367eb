#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The name in the archive of what a file of a book refers to as `reference`: relative to that file, percent-decoded,
/// without a fragment.
std::string epub_path(std::string_view from, std::string_view reference);

}  // namespace docexport
