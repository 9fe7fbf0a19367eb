#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// `Mon, 15 Jan 2024 10:30:00 +0100 (CET)`, and what old or careless programs write instead, as RFC 3339 in UTC. A zone
/// that is missing or unknown is UTC. Empty if it is no date.
std::string parse_mail_date(std::string_view text);

}  // namespace docexport
