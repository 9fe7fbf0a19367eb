#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// Appends the text as a JSON string, in quotation marks, with no escapes but the necessary ones.
void append_json_string(std::string& out, std::string_view text);

}  // namespace docexport
