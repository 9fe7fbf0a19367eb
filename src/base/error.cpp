#include "docexport/base/error.hpp"

#include <cerrno>
#include <system_error>

namespace docexport {

// A line for each kind.
std::string_view to_string(ErrorKind kind) {  // NOLINT(readability-function-size)
  switch (kind) {
    case ErrorKind::usage:
      return "usage";
    case ErrorKind::configuration:
      return "configuration";
    case ErrorKind::refused:
      return "refused";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::ambiguous:
      return "ambiguous";
    case ErrorKind::not_completed:
      return "not_completed";
    case ErrorKind::expired:
      return "expired";
    case ErrorKind::retry_limit:
      return "retry_limit";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::temporary:
      return "temporary";
    case ErrorKind::access:
      return "access";
    case ErrorKind::busy:
      return "busy";
    case ErrorKind::nothing_matched:
      return "nothing_matched";
    case ErrorKind::integrity:
      return "integrity";
    case ErrorKind::input:
      return "input";
    case ErrorKind::unsupported:
      return "unsupported";
    case ErrorKind::limit:
      return "limit";
    case ErrorKind::no_space:
      return "no_space";
    case ErrorKind::interrupted:
      return "interrupted";
    case ErrorKind::internal:
      return "internal";
  }
  return "internal";
}

Error system_error(const std::string& what, int error_number) {
  ErrorKind kind = ErrorKind::internal;
  if (error_number == EACCES || error_number == EPERM || error_number == EROFS) {
    kind = ErrorKind::access;
  } else if (error_number == ENOENT || error_number == ENOTDIR) {
    kind = ErrorKind::not_found;
  } else if (error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG) {
    kind = ErrorKind::no_space;
  }
  return {kind, what + ": " + std::generic_category().message(error_number)};
}

}  // namespace docexport
