#pragma once

#include <string>
#include <string_view>

#include "documents/odf_content.hpp"

namespace docexport {

/// The source of a formula that a `draw:object` embeds, as its author wrote it if the document keeps that, else its
/// symbols one after the other; empty if the object is no formula.
std::string read_odf_formula(OdfState& state, pugi::xml_node object);

/// The part of the document that an object with this `xlink:href` is kept in; empty if it is outside of it.
std::string odf_object_part(std::string_view reference);

}  // namespace docexport
