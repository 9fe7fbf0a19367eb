#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace docexport {

/// What stands before an item of a list: a bullet, or a number or letter with a dot or parentheses.
struct ListMarker {
  std::string text{};
  bool ordered = false;
  int number = 0;               ///< of an ordered one: 3 for "3.", "c)" and "(iii)" alike; 0 when it is not clear
  bool is_bare_letter = false;  ///< "a." is as often an initial or a section as it is a marker
};

/// Whether the word is a marker and nothing else.
std::optional<ListMarker> parse_list_marker(std::string_view word);
bool is_list_marker(std::string_view word);

}  // namespace docexport
