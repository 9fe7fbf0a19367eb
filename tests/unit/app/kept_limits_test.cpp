#include "app/kept_limits.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

using namespace docexport;

TEST_CASE("an export remembers the limits that are not the default ones, and nothing else") {
  CHECK(write_limits(R"({"view":"auto"})", {}) == R"({"view":"auto"})");
  const std::string kept = write_limits(R"({"view":"auto"})", {.cells = 7, .pages = 3});
  CHECK(kept == R"({"limits":{"cells":7,"pages":3},"view":"auto"})");
  CHECK(parse_limits(kept).cells == 7);
  CHECK(parse_limits(kept).pages == 3);
  CHECK(parse_limits(kept).depth == RenderLimits{}.depth);
}

TEST_CASE("each limit comes back as it was") {
  const RenderLimits limits{.memory_bytes = 1,
                            .output_bytes = 2,
                            .cpu_seconds = 3,
                            .wall_seconds = 4,
                            .inflated_bytes = 5,
                            .inflation_ratio = 6,
                            .depth = 7,
                            .cells = 8,
                            .pages = 9};
  const RenderLimits back = parse_limits(write_limits("{}", limits));
  CHECK(back.memory_bytes == 1);
  CHECK(back.output_bytes == 2);
  CHECK(back.cpu_seconds == 3);
  CHECK(back.wall_seconds == 4);
  CHECK(back.inflated_bytes == 5);
  CHECK(back.inflation_ratio == 6);
  CHECK(back.depth == 7);
  CHECK(back.cells == 8);
  CHECK(back.pages == 9);
}

TEST_CASE("limits that cannot be read are the catalog's damage") {
  CHECK(test::kind_of_error([] { parse_limits(R"({"limits":{"cells":"many"}})"); }) == ErrorKind::integrity);
}
