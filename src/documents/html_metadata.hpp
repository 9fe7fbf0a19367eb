#pragma once

#include "docexport/model/content.hpp"
#include "documents/html_tree.hpp"

namespace docexport {

/// What the page's `head` says about it, and its language.
Metadata read_html_metadata(const HtmlTree& tree);

}  // namespace docexport
