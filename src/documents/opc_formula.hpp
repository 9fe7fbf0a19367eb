#pragma once

#include <string>

#include "documents/xml_document.hpp"

namespace docexport {

/// A formula of Office (oMath, oMathPara) as LaTeX, in one line.
std::string formula_text(pugi::xml_node formula);

/// Text of a formula as LaTeX: letters that are only styled become plain, Greek ones and operators become commands.
std::string formula_symbols(std::string_view text);

}  // namespace docexport
