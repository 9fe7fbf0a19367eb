#include "catalog/glob_pattern.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>

#include <array>
#include <random>

#include "docexport/base/text.hpp"

using namespace docexport;

namespace {

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t longest) {
  std::string text(random() % (longest + 1), ' ');
  for (char& character : text) {
    character = alphabet[random() % alphabet.size()];
  }
  return text;
}

}  // namespace

TEST_CASE("a pattern selects in the catalog what it matches elsewhere") {
  const SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
  SQLite::Statement glob(database, "SELECT :text GLOB :pattern");
  std::mt19937 random(7);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same patterns in every run
  int matches = 0;
  for (int count = 0; count < 50'000; ++count) {
    const std::string pattern = random_text(random, "ab*?[]!^\\", 7);
    const std::string text = random_text(random, "ab*?[]!^\\", 5);
    glob.bind(":text", text);
    glob.bind(":pattern", sqlite_glob(pattern));
    REQUIRE(glob.executeStep());
    CAPTURE(pattern);
    CAPTURE(text);
    CHECK((glob.getColumn(0).getInt() == 1) == matches_glob(pattern, text));
    matches += glob.getColumn(0).getInt();
    glob.reset();
  }
  CHECK(matches > 1000);
}

TEST_CASE("ranges, other scripts and a last backslash are kept") {
  CHECK(sqlite_glob("report-[0-9]*.pdf") == "report-[0-9]*.pdf");
  CHECK(sqlite_glob("[!a-c]x") == "[^a-c]x");
  CHECK(sqlite_glob(R"(100\*)") == "100[*]");
  CHECK(sqlite_glob("R\xc3\xa9sum\xc3\xa9?") == "R\xc3\xa9sum\xc3\xa9?");
  CHECK(sqlite_glob("a\\") == "a\\");
  CHECK(sqlite_glob("a[b") == "a[[]b");
}
