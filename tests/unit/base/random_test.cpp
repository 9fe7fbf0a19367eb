#include "docexport/base/random.hpp"

#include <doctest/doctest.h>

#include <set>

namespace docexport {

TEST_CASE("a UUID has the form, the version and the variant of RFC 9562") {
  for (int count = 0; count < 100; ++count) {
    const std::string uuid = random_uuid();
    CAPTURE(uuid);
    REQUIRE(uuid.size() == 36);
    for (std::size_t position = 0; position < uuid.size(); ++position) {
      const bool is_dash = position == 8 || position == 13 || position == 18 || position == 23;
      const std::string allowed = is_dash ? "-" : "0123456789abcdef";
      CHECK(allowed.find(uuid[position]) != std::string::npos);
    }
    CHECK(uuid[14] == '4');
    CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
  }
}

TEST_CASE("no two random values are alike") {
  std::set<std::string> values;
  for (int count = 0; count < 1000; ++count) {
    values.insert(random_uuid());
    values.insert(random_hexadecimal(8));
  }
  CHECK(values.size() == 2000);
}

TEST_CASE("random bytes come as twice as many hexadecimal digits") {
  CHECK(random_hexadecimal(0).empty());
  CHECK(random_hexadecimal(5).size() == 10);
  CHECK(random_hexadecimal(300).find_first_not_of("0123456789abcdef") == std::string::npos);
}

}  // namespace docexport
