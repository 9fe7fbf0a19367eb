#pragma once

#include <vector>

#include <PDFDoc.h>

#include "docexport/model/field.hpp"

namespace docexport {

/// The fields of the document's form, filled in or not, as they were entered: text, what was chosen of a list, and for
/// a check box or radio buttons the name of what is on, or "Off". At most 20,000.
std::vector<Field> read_form_fields(PDFDoc& document);

}  // namespace docexport
