#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The characters that a character reference of HTML stands for (`&eacute;`, `&#233;`, `&#xE9;`); the reference itself
/// when there is no such name. A number that is no character gives U+FFFD, as CommonMark says.
std::string decode_entity(std::string_view reference);

/// The text with each reference decoded.
std::string decode_entities(std::string_view text);

}  // namespace docexport
