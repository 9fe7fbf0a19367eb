#include "docexport/model/error_class.hpp"

#include "model/enum_names.hpp"

namespace docexport {

std::string_view to_string(ErrorClass error_class) {
  switch (error_class) {
    case ErrorClass::input:
      return "input";
    case ErrorClass::unsupported:
      return "unsupported";
    case ErrorClass::limit:
      return "limit";
    case ErrorClass::transient:
      return "transient";
    case ErrorClass::access:
      return "access";
    case ErrorClass::integrity:
      return "integrity";
    case ErrorClass::interrupted:
      return "interrupted";
    case ErrorClass::internal:
      return "internal";
  }
  return "internal";
}

std::optional<ErrorClass> parse_error_class(std::string_view text) {
  return parse_enum(text, {ErrorClass::input, ErrorClass::unsupported, ErrorClass::limit, ErrorClass::transient,
                           ErrorClass::access, ErrorClass::integrity, ErrorClass::interrupted, ErrorClass::internal});
}

ErrorClass error_class_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::input:
      return ErrorClass::input;
    case ErrorKind::unsupported:
      return ErrorClass::unsupported;
    case ErrorKind::limit:
      return ErrorClass::limit;
    // Space comes back when somebody makes room: the document is not at fault.
    case ErrorKind::temporary:
    case ErrorKind::busy:
    case ErrorKind::no_space:
      return ErrorClass::transient;
    // A bucket that is missing or a setting that is wrong is put right by the user, like a missing permission.
    case ErrorKind::access:
    case ErrorKind::configuration:
    case ErrorKind::not_found:
      return ErrorClass::access;
    case ErrorKind::integrity:
      return ErrorClass::integrity;
    case ErrorKind::interrupted:
      return ErrorClass::interrupted;
    case ErrorKind::usage:
    case ErrorKind::refused:
    case ErrorKind::ambiguous:
    case ErrorKind::not_completed:
    case ErrorKind::expired:
    case ErrorKind::retry_limit:
    case ErrorKind::conflict:
    case ErrorKind::nothing_matched:
    case ErrorKind::internal:
      return ErrorClass::internal;
  }
  return ErrorClass::internal;
}

bool retry_can_help(ErrorClass error_class) {
  switch (error_class) {
    case ErrorClass::input:
    case ErrorClass::unsupported:
    case ErrorClass::limit:
      return false;
    case ErrorClass::transient:
    case ErrorClass::access:
    case ErrorClass::integrity:
    case ErrorClass::interrupted:
    case ErrorClass::internal:
      return true;
  }
  return true;
}

}  // namespace docexport
