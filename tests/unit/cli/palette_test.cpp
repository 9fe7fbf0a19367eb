#include "cli/palette.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "docexport/base/error.hpp"

using docexport::Environment;
using docexport::is_utf8_locale;
using docexport::wants_color;

namespace {

Environment environment(const std::map<std::string, std::string>& variables = {}) {
  return Environment(variables);
}

}  // namespace

TEST_CASE("colors are for terminals that can show them") {
  CHECK(wants_color("", environment({{"TERM", "xterm"}}), true));
  CHECK_FALSE(wants_color("", environment({{"TERM", "xterm"}}), false));
  CHECK_FALSE(wants_color("", environment({{"TERM", "dumb"}}), true));
  CHECK_FALSE(wants_color("", environment(), true));
}

TEST_CASE("NO_COLOR wins over CLICOLOR_FORCE, and counts only when it is not empty") {
  CHECK_FALSE(wants_color("", environment({{"TERM", "xterm"}, {"NO_COLOR", "1"}, {"CLICOLOR_FORCE", "1"}}), true));
  CHECK(wants_color("", environment({{"TERM", "xterm"}, {"NO_COLOR", ""}}), true));
  CHECK(wants_color("", environment({{"CLICOLOR_FORCE", "1"}}), false));
  CHECK_FALSE(wants_color("", environment({{"CLICOLOR_FORCE", "0"}}), false));
}

TEST_CASE("the option wins over the variables") {
  CHECK(wants_color("always", environment({{"NO_COLOR", "1"}}), false));
  CHECK_FALSE(wants_color("never", environment({{"TERM", "xterm"}, {"DOCEXPORT_COLOR", "always"}}), true));
  CHECK(wants_color("", environment({{"NO_COLOR", "1"}, {"DOCEXPORT_COLOR", "always"}}), false));
  CHECK_THROWS_AS(wants_color("", environment({{"DOCEXPORT_COLOR", "green"}}), false), docexport::Error);
}

TEST_CASE("the locale says whether symbols can be shown") {
  CHECK(is_utf8_locale(environment({{"LANG", "de_DE.UTF-8"}})));
  CHECK(is_utf8_locale(environment({{"LC_ALL", "C.utf8"}, {"LANG", "C"}})));
  CHECK_FALSE(is_utf8_locale(environment({{"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}})));
  CHECK_FALSE(is_utf8_locale(environment()));
}
