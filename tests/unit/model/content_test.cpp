#include "docexport/model/content.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string_view>

namespace docexport {

TEST_CASE("each block label has the name it has in DoclingDocument") {
  std::set<std::string_view> names;
  for (int value = 0; value <= static_cast<int>(BlockLabel::horizontal_rule); ++value) {
    names.insert(to_string(static_cast<BlockLabel>(value)));
  }
  CHECK(names.size() == static_cast<std::size_t>(BlockLabel::horizontal_rule) + 1);
  CHECK(to_string(BlockLabel::section_header) == "section_header");
  CHECK(to_string(BlockLabel::list_item) == "list_item");
}

}  // namespace docexport
