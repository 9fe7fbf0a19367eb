#pragma once

#include <pango/pango.h>

#include <optional>
#include <set>
#include <string>

namespace docexport {

/// The characters drawn in the context that no font has; the context's. A box stands for each on the page.
std::set<char32_t>& missing_characters(PangoContext* context);

/// Counts up to a thousand different ones.
void add_missing_character(std::set<char32_t>& characters, char32_t character);

/// What to tell people; nullopt where nothing is missing.
std::optional<std::string> missing_characters_warning(const std::set<char32_t>& characters);

}  // namespace docexport
