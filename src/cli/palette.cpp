#include "cli/palette.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

std::string_view code_of(Color color) {
  switch (color) {
    case Color::plain:
      return "";
    case Color::bold:
      return "1";
    case Color::dim:
      return "2";
    case Color::red:
      return "31";
    case Color::green:
      return "32";
    case Color::yellow:
      return "33";
  }
  return "";
}

std::string color_setting(const std::string& option, const Environment& environment) {
  if (!option.empty()) {
    return option;
  }
  std::string setting = environment.get("DOCEXPORT_COLOR").value_or("auto");
  if (setting != "auto" && setting != "always" && setting != "never") {
    throw Error(ErrorKind::configuration,
                fmt::format("DOCEXPORT_COLOR is \"{}\"; set it to auto, always or never", setting));
  }
  return setting;
}

}  // namespace

std::string Palette::paint(Color color, std::string_view text) const {
  if (!is_enabled_ || color == Color::plain || text.empty()) {
    return std::string(text);
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(color), text);
}

bool wants_color(const std::string& option, const Environment& environment, bool is_terminal) {
  const std::string setting = color_setting(option, environment);
  if (setting != "auto") {
    return setting == "always";
  }
  if (environment.get("NO_COLOR")) {
    return false;
  }
  if (const auto force = environment.get("CLICOLOR_FORCE"); force && *force != "0") {
    return true;
  }
  return is_terminal && environment.get("TERM").value_or("dumb") != "dumb";
}

bool is_utf8_locale(const Environment& environment) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    if (const auto value = environment.get(name)) {
      const std::string locale = to_lower_ascii(*value);
      return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
    }
  }
  return false;
}

}  // namespace docexport
