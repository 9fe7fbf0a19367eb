#include "docexport/cli/exit_code.hpp"

#include "docexport/base/interruption.hpp"

namespace docexport {

int exit_code_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage:
    case ErrorKind::configuration:
    case ErrorKind::refused:
      return 2;
    case ErrorKind::not_found:
    case ErrorKind::ambiguous:
      return 4;
    case ErrorKind::not_completed:
    case ErrorKind::expired:
    case ErrorKind::retry_limit:
    case ErrorKind::conflict:
      return 5;
    case ErrorKind::temporary:
      return 6;
    case ErrorKind::access:
      return 7;
    case ErrorKind::busy:
      return 8;
    case ErrorKind::nothing_matched:
      return 9;
    case ErrorKind::integrity:
      return 10;
    case ErrorKind::input:
    case ErrorKind::unsupported:
    case ErrorKind::limit:
    case ErrorKind::no_space:
    case ErrorKind::internal:
      return exit_failed;
    case ErrorKind::interrupted:
      return interruption_signal() == 0 ? exit_failed : 128 + interruption_signal();
  }
  return exit_failed;
}

void Tally::fail(ErrorKind kind) {
  const int code = exit_code_of(kind);
  codes_differ_ = codes_differ_ || (failures_ > 0 && code != common_code_);
  common_code_ = code;
  ++failures_;
}

int Tally::exit_code() const {
  if (failures_ == 0) {
    return exit_success;
  }
  if (interruption_signal() != 0) {
    return 128 + interruption_signal();
  }
  if (successes_ > 0) {
    return exit_partial;
  }
  return codes_differ_ ? exit_failed : common_code_;
}

}  // namespace docexport
