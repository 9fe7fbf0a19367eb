#include "docexport/model/error_class.hpp"

#include <doctest/doctest.h>

namespace docexport {

TEST_CASE("each class of error is read again from its name") {
  for (int value = 0; value <= static_cast<int>(ErrorClass::internal); ++value) {
    const auto error_class = static_cast<ErrorClass>(value);
    CAPTURE(to_string(error_class));
    CHECK(parse_error_class(to_string(error_class)) == error_class);
  }
  CHECK_FALSE(parse_error_class("Input"));
  CHECK_FALSE(parse_error_class(""));
}

TEST_CASE("a retry cannot help where the document is at fault") {
  CHECK_FALSE(retry_can_help(error_class_of(ErrorKind::input)));
  CHECK_FALSE(retry_can_help(error_class_of(ErrorKind::unsupported)));
  CHECK_FALSE(retry_can_help(error_class_of(ErrorKind::limit)));
}

TEST_CASE("a retry can help once the network, the disk or the permissions are back") {
  CHECK(error_class_of(ErrorKind::temporary) == ErrorClass::transient);
  CHECK(error_class_of(ErrorKind::no_space) == ErrorClass::transient);
  CHECK(error_class_of(ErrorKind::busy) == ErrorClass::transient);
  CHECK(error_class_of(ErrorKind::access) == ErrorClass::access);
  CHECK(error_class_of(ErrorKind::integrity) == ErrorClass::integrity);
  CHECK(error_class_of(ErrorKind::interrupted) == ErrorClass::interrupted);
  CHECK(error_class_of(ErrorKind::internal) == ErrorClass::internal);
  for (const ErrorClass error_class : {ErrorClass::transient, ErrorClass::access, ErrorClass::integrity,
                                       ErrorClass::interrupted, ErrorClass::internal}) {
    CHECK(retry_can_help(error_class));
  }
}

}  // namespace docexport
