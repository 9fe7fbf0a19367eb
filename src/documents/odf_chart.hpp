#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/odf_content.hpp"

namespace docexport {

/// Pushes the chart that a `draw:object` embeds: its title, a picture with this text or what kind of chart it is, and
/// its values as a table. Returns whether the object is a chart.
bool push_odf_chart(OdfState& state, pugi::xml_node object, const std::string& text, OdfTarget& target);

/// The title and the picture of a chart that a spreadsheet embeds under this `xlink:href`; its values are the sheets'
/// own cells. Empty if it is no chart.
std::vector<Block> read_sheet_chart(ZipArchive& archive, const ReadingBudget& budget, std::string_view reference,
                                    const std::string& text);

}  // namespace docexport
