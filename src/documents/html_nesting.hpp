#pragma once

#include <string>
#include <string_view>

#include "documents/reading_budget.hpp"

namespace docexport {

/// Follows the tags of a page as a parser would, roughly, before one does: a parser's time grows with the square of the
/// depth, of the formats that are never ended, and of one tag's attributes. Throws Error (`limit`) when there are more
/// than the budget's depth, or than a thousand attributes.
void check_html_nesting(std::string_view html, const std::string& name, const ReadingBudget& budget);

}  // namespace docexport
