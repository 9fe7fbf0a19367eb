#include "cli/json_text.hpp"

#include <doctest/doctest.h>

using docexport::json_or_null;
using docexport::json_text;
using docexport::JsonLayout;
using docexport::parse_kept_json;
using nlohmann::ordered_json;

TEST_CASE("control and bidirectional characters are escaped, other text stays readable") {
  const ordered_json value = {{"name",
                               "Ü日\x1b[31m\x7f\xc2\x9b"
                               "31m\xe2\x80\xae\xe2\x80\xa8\xd8\x9c|"}};
  CHECK(json_text(value, JsonLayout::one_line) ==
        "{\"name\":\"Ü日\\u001b[31m\\u007f\\u009b31m\\u202e\\u2028\\u061c|\"}\n");
  CHECK(ordered_json::parse(json_text(value, JsonLayout::one_line)) == value);
}

TEST_CASE("text that is not UTF-8 becomes valid") {
  const std::string text = json_text({{"name",
                                       "a\xff"
                                       "b"}},
                                     JsonLayout::one_line);
  CHECK(text ==
        "{\"name\":\"a\xEF\xBF\xBD"
        "b\"}\n");
}

TEST_CASE("four-byte characters stay whole") {
  CHECK(json_text("😀", JsonLayout::one_line) == "\"😀\"\n");
}

TEST_CASE("absent is null") {
  CHECK(json_or_null(std::string()).is_null());
  CHECK(json_or_null(std::optional<int>()).is_null());
  CHECK(json_or_null(std::optional<docexport::Timestamp>()).is_null());
  CHECK(json_or_null(std::optional<docexport::Timestamp>(docexport::Timestamp{})) == "1970-01-01T00:00:00Z");
  CHECK(parse_kept_json("{\"pages\":3}")["pages"] == 3);
  CHECK(parse_kept_json("not json").is_null());
}
