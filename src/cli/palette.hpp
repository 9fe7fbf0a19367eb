#pragma once

#include <string>
#include <string_view>

#include "docexport/base/environment.hpp"

namespace docexport {

enum class Color { plain, bold, dim, red, green, yellow };

/// Colors for one stream, or none.
class Palette {
 public:
  Palette() = default;
  explicit Palette(bool is_enabled) : is_enabled_(is_enabled) {}
  [[nodiscard]] std::string paint(Color color, std::string_view text) const;

 private:
  bool is_enabled_ = false;
};

/// Whether a stream gets colors: --color, then DOCEXPORT_COLOR, NO_COLOR, CLICOLOR_FORCE, TERM=dumb, then whether it is
/// a terminal. Throws Error (`configuration`) for a DOCEXPORT_COLOR that is none of auto, always and never.
bool wants_color(const std::string& option, const Environment& environment, bool is_terminal);

/// Whether the locale's text is UTF-8, so that `…` and `–` can be shown.
bool is_utf8_locale(const Environment& environment);

}  // namespace docexport
