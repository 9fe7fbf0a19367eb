#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The converter, as ICU knows it, for what a page or a mail says its text is written in, in lower case. Labels of
/// subsets stand for the whole, as programs mean them (WHATWG, Encoding Standard). Empty for a label that is unknown.
std::string converter_of_label(std::string_view label);

}  // namespace docexport
