#pragma once

#include <optional>
#include <string_view>

#include "documents/field_value.hpp"

namespace docexport {

/// A date that begins at this place: `2024-01-15`, `15.01.2024`, `15/01/2024`, `01/15/2024`, `15 January 2024`,
/// `January 15, 2024`, also in German, French and Spanish. A day that does not exist is no date.
std::optional<FoundValue> date_at(std::string_view text, std::size_t place);

}  // namespace docexport
