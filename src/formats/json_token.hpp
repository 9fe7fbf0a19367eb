#pragma once

#include <cstddef>
#include <string_view>

namespace docexport {

/// Bytes of the JSON number at the front of the text; 0 if there is none.
std::size_t json_number_length(std::string_view text);

}  // namespace docexport
