#pragma once

#include <string>

#include "documents/odf_content.hpp"

namespace docexport {

/// Pushes the chart that a `draw:object` embeds: its title, a picture with this text or what kind of chart it is, and
/// its values as a table. Returns whether the object is a chart.
bool push_odf_chart(OdfState& state, pugi::xml_node object, const std::string& text, OdfTarget& target);

}  // namespace docexport
