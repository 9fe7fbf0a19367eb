#pragma once

#include <optional>
#include <string_view>

#include "documents/field_value.hpp"

namespace docexport {

/// Each looks for a value that begins at this place.

std::optional<FoundValue> email_at(std::string_view text, std::size_t place);
/// With a `+` and its country, or in the American shapes `(555) 123-4567` and `555-123-4567`.
std::optional<FoundValue> phone_at(std::string_view text, std::size_t place);
/// Of a country whose length is known, in groups or not, and only if its checksum is right.
std::optional<FoundValue> iban_at(std::string_view text, std::size_t place);

/// Whether the whole text can be a phone number: what a label says to be one.
bool looks_like_phone(std::string_view text);

}  // namespace docexport
