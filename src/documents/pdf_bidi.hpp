#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docexport {

bool is_right_to_left(std::uint32_t character);
bool contains_right_to_left(std::string_view text);
/// Whether most of its letters belong to scripts that are written from right to left.
bool reads_right_to_left(std::string_view text);

/// Text in the order of the eye, left to right, as it is read: words and letters of right-to-left scripts turn around,
/// numbers and foreign words in between do not.
std::string visual_to_logical(std::string_view text);

}  // namespace docexport
