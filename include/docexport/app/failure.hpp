#pragma once

#include <string>

#include "docexport/base/error.hpp"

namespace docexport {

/// Why one of several things did not work; the others go on.
struct Failure {
  ErrorKind kind = ErrorKind::internal;
  std::string message{};
};

}  // namespace docexport
