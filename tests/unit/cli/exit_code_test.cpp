#include "docexport/cli/exit_code.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using docexport::ErrorKind;
using docexport::exit_code_of;
using docexport::Tally;

TEST_CASE("each kind of failure has the code of the design") {
  CHECK(exit_code_of(ErrorKind::usage) == 2);
  CHECK(exit_code_of(ErrorKind::configuration) == 2);
  CHECK(exit_code_of(ErrorKind::refused) == 2);
  CHECK(exit_code_of(ErrorKind::not_found) == 4);
  CHECK(exit_code_of(ErrorKind::ambiguous) == 4);
  CHECK(exit_code_of(ErrorKind::not_completed) == 5);
  CHECK(exit_code_of(ErrorKind::expired) == 5);
  CHECK(exit_code_of(ErrorKind::retry_limit) == 5);
  CHECK(exit_code_of(ErrorKind::conflict) == 5);
  CHECK(exit_code_of(ErrorKind::temporary) == 6);
  CHECK(exit_code_of(ErrorKind::access) == 7);
  CHECK(exit_code_of(ErrorKind::busy) == 8);
  CHECK(exit_code_of(ErrorKind::nothing_matched) == 9);
  CHECK(exit_code_of(ErrorKind::integrity) == 10);
  for (const ErrorKind kind : {ErrorKind::input, ErrorKind::unsupported, ErrorKind::limit, ErrorKind::no_space,
                               ErrorKind::internal, ErrorKind::interrupted}) {
    CHECK(exit_code_of(kind) == 1);
  }
}

TEST_CASE("every code that there is has a documented meaning") {
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::internal); ++kind) {
    const std::string code = std::to_string(exit_code_of(static_cast<ErrorKind>(kind)));
    CAPTURE(code);
    CHECK(std::any_of(docexport::exit_code_meanings.begin(), docexport::exit_code_meanings.end(),
                      [&code](const docexport::ExitCodeMeaning& meaning) { return meaning.code == code; }));
  }
}

TEST_CASE("several things end as one code") {
  Tally tally;
  CHECK(tally.exit_code() == 0);
  tally.fail(ErrorKind::not_found);
  CHECK(tally.exit_code() == 4);
  tally.fail(ErrorKind::ambiguous);
  CHECK(tally.exit_code() == 4);
  tally.fail(ErrorKind::access);
  CHECK(tally.exit_code() == 1);
  tally.succeed();
  CHECK(tally.exit_code() == 3);
}
