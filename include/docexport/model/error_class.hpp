#pragma once

#include <optional>
#include <string_view>

#include "docexport/base/error.hpp"

namespace docexport {

/// Why an attempt failed, as the catalog keeps it (design §5).
enum class ErrorClass { input, unsupported, limit, transient, access, integrity, interrupted, internal };

std::string_view to_string(ErrorClass error_class);
std::optional<ErrorClass> parse_error_class(std::string_view text);
ErrorClass error_class_of(ErrorKind kind);

/// Whether the same attempt again can end differently without anybody changing the document: false for input,
/// unsupported and limit.
bool retry_can_help(ErrorClass error_class);

}  // namespace docexport
