#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/opc_package.hpp"

namespace docexport {

/// What a chart shows: a row for each category, a column for each series.
struct Chart {
  std::string kind{};  ///< "Bar chart"
  std::string title{};
  std::vector<Row> rows{};   ///< the first names the series; empty when the chart keeps no values
  bool shows_cells = false;  ///< all values are those of cells of the document's own sheets
};

/// nullopt when there is no such part, or it is no chart.
std::optional<Chart> read_chart(OpcPackage& package, std::string_view part);

/// The chart's title, a picture with what kind of chart it is as its text, and its values as a table.
template <typename Target>
void push_chart(const Chart& chart, const std::string& alternative_text, Target& target) {
  if (!chart.title.empty()) {
    target.block({.label = BlockLabel::caption, .text = chart.title});
  }
  target.block({.label = BlockLabel::picture, .text = alternative_text.empty() ? chart.kind : alternative_text});
  if (!chart.rows.empty()) {
    target.table({.header_rows = 1}, chart.rows);
  }
}

}  // namespace docexport
