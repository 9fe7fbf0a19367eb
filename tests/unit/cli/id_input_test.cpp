#include "cli/id_input.hpp"

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"

using docexport::parse_ids;
using Ids = std::vector<std::string>;

TEST_CASE("ids come one a line") {
  CHECK(parse_ids("a1\nb2\n") == Ids{"a1", "b2"});
  CHECK(parse_ids("a1\r\n\n  b2") == Ids{"a1", "b2"});
  CHECK(parse_ids("").empty());
}

TEST_CASE("ids come from the lines of list and from JSON lines") {
  CHECK(parse_ids("a1\tname\tcompleted\nb2\t\t\n") == Ids{"a1", "b2"});
  CHECK(parse_ids("{\"id\":\"a1\",\"name\":\"x\"}\n{\"id\":\"b2\"}\n") == Ids{"a1", "b2"});
}

TEST_CASE("a line that holds no id is named") {
  try {
    parse_ids("a1\n{\"name\":\"x\"}\n");
    FAIL("accepted");
  } catch (const docexport::Error& error) {
    CHECK(error.kind() == docexport::ErrorKind::usage);
    CHECK(std::string(error.what()).find("line 2") != std::string::npos);
  }
}
