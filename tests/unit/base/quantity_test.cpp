#include "docexport/base/quantity.hpp"

#include <doctest/doctest.h>

#include "docexport/base/error.hpp"

namespace docexport {

TEST_CASE("units alone and with iB are powers of 1024, with B powers of 1000") {
  CHECK(parse_size("100B") == 100);
  CHECK(parse_size("512k") == 512U * 1024);
  CHECK(parse_size("512KiB") == 512U * 1024);
  CHECK(parse_size("512kB") == 512'000U);
  CHECK(parse_size("10M") == 10U << 20U);
  CHECK(parse_size("10MB") == 10'000'000U);
  CHECK(parse_size("2GiB") == std::uint64_t{2} << 30U);
  CHECK(parse_size("2gb") == 2'000'000'000U);
  CHECK(parse_size("1T") == std::uint64_t{1} << 40U);
  CHECK(parse_size("0") == 0);
}

TEST_CASE("a size without a unit, with an unknown one or without a number is a usage error") {
  for (const char* text : {"", "10", "M", "10X", "10 M", " 10M", "-1M", "+1M", "1.5G", "10MM", "0x10M", "10Mi"}) {
    CAPTURE(text);
    try {
      parse_size(text);
      FAIL("taken as a size");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      CHECK(std::string(error.what()).find('"' + std::string(text) + '"') != std::string::npos);
    }
  }
}

TEST_CASE("a size too large for the catalog is refused, not wrapped around") {
  CHECK_THROWS_AS(parse_size("99999999999T"), Error);
  CHECK_THROWS_AS(parse_size("99999999999999999999999B"), Error);
  CHECK(parse_size("8191P") == std::uint64_t{8191} << 50U);
  CHECK_THROWS_AS(parse_size("8192P"), Error);
}

TEST_CASE("sizes are written for people") {
  CHECK(format_size(0) == "0 B");
  CHECK(format_size(1023) == "1023 B");
  CHECK(format_size(1024) == "1.0 KiB");
  CHECK(format_size(1229) == "1.2 KiB");
  CHECK(format_size(std::uint64_t{84} * 1024) == "84 KiB");
  CHECK(format_size((std::uint64_t{1} << 20U) - 1) == "1.0 MiB");
  CHECK(format_size(std::uint64_t{3} << 30U) == "3.0 GiB");
  CHECK(format_size(~std::uint64_t{0}) == "16 EiB");
}

}  // namespace docexport
