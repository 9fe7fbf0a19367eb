#include "docexport/base/environment.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace docexport {

TEST_CASE("a variable that is absent or empty has no value") {
  const Environment environment({{"HOME", "/home"}, {"EMPTY", ""}});
  CHECK(environment.get("HOME") == "/home");
  CHECK_FALSE(environment.get("EMPTY"));
  CHECK_FALSE(environment.get("ABSENT"));
  CHECK_FALSE(Environment().get("HOME"));
}

TEST_CASE("the process's own variables are read whole, equals signs included") {
  ::setenv("DOCEXPORT_TEST_VARIABLE", "a=b=c", 1);
  CHECK(Environment::of_process().get("DOCEXPORT_TEST_VARIABLE") == "a=b=c");
  ::unsetenv("DOCEXPORT_TEST_VARIABLE");
  CHECK_FALSE(Environment::of_process().get("DOCEXPORT_TEST_VARIABLE"));
}

}  // namespace docexport
