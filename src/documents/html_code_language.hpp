#pragma once

#include <string>

#include <gumbo.h>

namespace docexport {

/// The language that a code block's classes name, its own, its `code` element's or those of what is around it:
/// `language-cpp`, `lang-cpp`, `highlight-source-cpp`. Empty if none.
std::string html_code_language(const GumboNode& block);

}  // namespace docexport
