#pragma once

#include <string>

#include "docexport/base/time.hpp"

namespace docexport {

/// "2 hours ago", "in 29 days", "just now": for people; machines get the time itself.
std::string relative_time(Timestamp time, Timestamp now);

}  // namespace docexport
