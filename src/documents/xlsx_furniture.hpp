#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The text of a sheet's printed header or footer, from Excel's codes for it (`&L&"Arial"Report&R&P`): a line for each
/// of its three places that says something. What only printing knows is named: `[Page]`.
std::string xlsx_furniture_text(std::string_view coded, std::string_view sheet);

}  // namespace docexport
