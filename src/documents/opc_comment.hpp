#pragma once

#include <string>
#include <string_view>

#include "docexport/model/content.hpp"

namespace docexport {

/// What a reviewer wrote on the text of an office document, as a block of its own: `[author: Jane, on: "these words"]:
/// Really?`. Author and place (`slide: 3`) may be empty.
Block office_comment(std::string_view author, std::string_view place, std::string_view text);

/// As much of the text that a comment is on as may be needed to say its place.
std::string first_commented(std::string_view text);

/// The place of a comment on these words: one line, cut where it becomes long. Empty when there are none.
std::string commented_words(std::string_view words);

}  // namespace docexport
