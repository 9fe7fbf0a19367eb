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

void push_chart_parts(OdfState& state, pugi::xml_node chart, const std::string& text, OdfTarget& target) {
  const std::string title(trim(xml_deep_text(xml_child(chart, "title"))));
  if (!title.empty()) {
    target.block({.label = BlockLabel::caption, .text = title});
  }
  target.block({.label = BlockLabel::picture, .text = text.empty() ? odf_chart_kind(xml_value(chart, "class")) : text});
  read_odf_table(state, xml_child(chart, "table"), target);
}

}  // namespace

bool push_odf_chart(OdfState& state, pugi::xml_node object, const std::string& text, OdfTarget& target) {
  const std::string part = odf_object_part(xml_value(object, "href"));
  if (part.empty() || !state.archive.contains(part)) {
    return false;
  }
  try {
    const XmlDocument document(state.archive, part, state.budget, XmlText::mixed);
    const pugi::xml_node body = xml_child(document.root(), "body");
    const pugi::xml_node chart = xml_child(xml_child(body, "chart"), "chart");
    if (chart) {
      push_chart_parts(state, chart, text, target);
    }
    return static_cast<bool>(chart);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return false;
  }
}

}  // namespace docexport
