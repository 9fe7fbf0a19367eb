#pragma once

#include <optional>
#include <string_view>

#include "docexport/base/time.hpp"

namespace docexport {

/// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the form that HTTP's Date and Last-Modified have (RFC 9110 §5.6.7).
std::optional<Timestamp> parse_http_date(std::string_view text);

}  // namespace docexport
