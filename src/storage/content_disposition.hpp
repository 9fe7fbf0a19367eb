#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// `attachment; filename="report.json"` (RFC 6266); a name that is not plain ASCII comes in RFC 8187's UTF-8 form too,
/// after an ASCII form for old programs.
std::string attachment_disposition(std::string_view file_name);

}  // namespace docexport
