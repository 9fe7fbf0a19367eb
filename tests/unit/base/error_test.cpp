#include "docexport/base/error.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <set>
#include <string>

namespace docexport {

TEST_CASE("each kind of error has a name of its own") {
  std::set<std::string_view> names;
  for (int value = 0; value <= static_cast<int>(ErrorKind::internal); ++value) {
    names.insert(to_string(static_cast<ErrorKind>(value)));
  }
  CHECK(names.size() == static_cast<std::size_t>(ErrorKind::internal) + 1);
  CHECK(to_string(ErrorKind::not_found) == "not_found");
}

TEST_CASE("a failed system call becomes an error of the kind that says what to do") {
  CHECK(system_error("x", EACCES).kind() == ErrorKind::access);
  CHECK(system_error("x", EPERM).kind() == ErrorKind::access);
  CHECK(system_error("x", ENOENT).kind() == ErrorKind::not_found);
  CHECK(system_error("x", ENOSPC).kind() == ErrorKind::no_space);
  CHECK(system_error("x", EDQUOT).kind() == ErrorKind::no_space);
  CHECK(system_error("x", EFBIG).kind() == ErrorKind::no_space);
  CHECK(system_error("x", EIO).kind() == ErrorKind::internal);
}

TEST_CASE("the message of a failed system call names the thing and the cause") {
  CHECK(system_error("cannot open a.pdf", ENOENT).what() ==
        std::string("cannot open a.pdf: No such file or directory"));
}

}  // namespace docexport
