#pragma once

#include <optional>
#include <string_view>

#include "documents/field_value.hpp"

namespace docexport {

/// An amount of money that begins at this place: a number with a currency's symbol or ISO code before or after it,
/// thousands apart or not.
std::optional<FoundValue> amount_at(std::string_view text, std::size_t place);

/// Where the number that begins here ends, thousands and decimals with it; the place itself if there is none.
std::size_t end_of_number(std::string_view text, std::size_t place);

}  // namespace docexport
