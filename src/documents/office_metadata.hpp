#pragma once

#include <optional>
#include <string_view>

#include "docexport/model/content.hpp"

namespace docexport {

/// A count as the document states it, without the blanks around it; none for what is not a number above 0.
std::optional<int> stated_count(std::string_view text);

/// Adds the property unless its name or its value is blank.
void add_custom(Metadata& metadata, std::string_view name, std::string_view value);

}  // namespace docexport
