#pragma once

#include <vector>

#include "docexport/model/field.hpp"
#include "documents/html_tree.hpp"

namespace docexport {

/// The page's form fields that can have a value, in order, named as people see them: by their label, else by their
/// placeholder or name. A check box is `true` or `false`; of radio buttons there is the one that is chosen; passwords
/// and hidden fields are left out.
std::vector<Field> read_html_forms(const HtmlTree& tree);

}  // namespace docexport
