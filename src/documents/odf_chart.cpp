#include "documents/odf_chart.hpp"

#include <string_view>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/odf_formula.hpp"
#include "documents/odf_table.hpp"

namespace docexport {
namespace {

/// "chart:bar" is "Bar chart".
std::string odf_chart_kind(std::string_view name) {
  std::string kind(name.substr(name.find(':') + 1));
  if (kind.empty()) {
    return "Chart";
  }
  if (kind.front() >= 'a' && kind.front() <= 'z') {
    kind.front() = static_cast<char>(kind.front() - 'a' + 'A');
  }
  return fmt::format("{} chart", kind);
}

/// The title and a picture, which come before the values.
std::vector<Block> blocks_of_chart(pugi::xml_node chart, const std::string& text) {
  std::vector<Block> blocks;
  const std::string title(trim(xml_deep_text(xml_child(chart, "title"))));
  if (!title.empty()) {
    blocks.push_back({.label = BlockLabel::caption, .text = title});
  }
  blocks.push_back(
      {.label = BlockLabel::picture, .text = text.empty() ? odf_chart_kind(xml_value(chart, "class")) : text});
  return blocks;
}

/// Calls `take` with the chart of that object and returns true; false if it is none.
template <typename Take>
bool with_chart(ZipArchive& archive, const ReadingBudget& budget, std::string_view reference, const Take& take) {
  const std::string part = odf_object_part(reference);
  if (part.empty() || !archive.contains(part)) {
    return false;
  }
  try {
    const XmlDocument document(archive, part, budget, XmlText::mixed);
    const pugi::xml_node body = xml_child(document.root(), "body");
    const pugi::xml_node chart = xml_child(xml_child(body, "chart"), "chart");
    if (chart) {
      take(chart);
    }
    return static_cast<bool>(chart);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return false;
  }
}

}  // namespace

bool push_odf_chart(OdfState& state, pugi::xml_node object, const std::string& text, OdfTarget& target) {
  return with_chart(state.archive, state.budget, xml_value(object, "href"), [&](pugi::xml_node chart) {
    for (const Block& block : blocks_of_chart(chart, text)) {
      target.block(block);
    }
    read_odf_table(state, xml_child(chart, "table"), target);
  });
}

std::vector<Block> read_sheet_chart(ZipArchive& archive, const ReadingBudget& budget, std::string_view reference,
                                    const std::string& text) {
  std::vector<Block> blocks;
  with_chart(archive, budget, reference, [&](pugi::xml_node chart) { blocks = blocks_of_chart(chart, text); });
  return blocks;
}

}  // namespace docexport
