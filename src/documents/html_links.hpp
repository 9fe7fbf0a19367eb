#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// What a link or an image on a page points to, relative to the page's own `base` if it has one. Empty for what is no
/// place: scripts, and data that is written out in the page.
std::string html_target(std::string_view reference, std::string_view base);

}  // namespace docexport
