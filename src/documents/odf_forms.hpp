#pragma once

#include <vector>

#include "docexport/model/field.hpp"
#include "documents/xml_document.hpp"

namespace docexport {

/// The form controls below an element that hold a value and have a name.
std::vector<Field> read_odf_form_fields(pugi::xml_node body);

}  // namespace docexport
