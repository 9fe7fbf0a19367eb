#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The name without the six capitals and "+" of an embedded subset, as valid UTF-8.
std::string font_display_name(std::string_view name);

/// What the name says about the style. Files often leave the flags of the font unset, hardly ever the name.
bool is_bold_font_name(std::string_view name);
bool is_italic_font_name(std::string_view name);
bool is_fixed_width_font_name(std::string_view name);

}  // namespace docexport
