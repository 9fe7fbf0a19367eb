#include <doctest/doctest.h>

#include <string>

#include "docexport/base/text.hpp"

namespace docexport {

TEST_CASE("a pattern without special characters matches itself only") {
  CHECK(matches_glob("report", "report"));
  CHECK_FALSE(matches_glob("report", "reports"));
  CHECK_FALSE(matches_glob("report", "a report"));
  CHECK_FALSE(matches_glob("report", "Report"));
  CHECK(matches_glob("", ""));
  CHECK_FALSE(matches_glob("", "a"));
}

TEST_CASE("a star matches anything, also nothing") {
  CHECK(matches_glob("*", ""));
  CHECK(matches_glob("*", "a/b.c"));
  CHECK(matches_glob("*.pdf", "a.b.pdf"));
  CHECK(matches_glob("a*b*c", "a-b-b-c"));
  CHECK(matches_glob("a**c", "ac"));
  CHECK_FALSE(matches_glob("*.pdf", "a.pdf.md"));
  CHECK_FALSE(matches_glob("a*b*c", "a-c-b"));
}

TEST_CASE("a question mark matches one character, however many bytes it has") {
  CHECK(matches_glob("?", "a"));
  CHECK(matches_glob("?", "ü"));
  CHECK(matches_glob("gr??e", "größe"));
  CHECK_FALSE(matches_glob("?", ""));
  CHECK_FALSE(matches_glob("?", "ab"));
}

TEST_CASE("a class matches one of its characters") {
  CHECK(matches_glob("q[1-4]", "q3"));
  CHECK_FALSE(matches_glob("q[1-4]", "q5"));
  CHECK(matches_glob("[äöü]", "ö"));
  CHECK(matches_glob("[!a]", "b"));
  CHECK(matches_glob("[^a]", "b"));
  CHECK_FALSE(matches_glob("[!a]", "a"));
  CHECK(matches_glob("[]x]", "]"));
  CHECK(matches_glob("[a-]", "-"));
}

TEST_CASE("a class that never ends is a bracket") {
  CHECK(matches_glob("[ab", "[ab"));
  CHECK_FALSE(matches_glob("[ab", "a"));
}

TEST_CASE("a backslash makes the next character an ordinary one") {
  CHECK(matches_glob("\\*", "*"));
  CHECK_FALSE(matches_glob("\\*", "a"));
  CHECK(matches_glob("a\\?b\\[", "a?b["));
  CHECK(matches_glob("a\\", "a\\"));
}

TEST_CASE("many stars do not take exponential time") {
  std::string pattern;
  for (int count = 0; count < 50; ++count) {
    pattern += "*a";
  }
  CHECK_FALSE(matches_glob(pattern + "b", std::string(2000, 'a')));
}

}  // namespace docexport
