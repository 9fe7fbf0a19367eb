#include "documents/odf_formula.hpp"

#include <string_view>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

std::string mathml_text(pugi::xml_node math) {
  for (pugi::xml_node node = math.first_child(); node; node = xml_next(node, math)) {
    if (local_name(node) == "annotation") {
      return std::string(trim(xml_text(node)));
    }
  }
  std::string text;
  for (pugi::xml_node node = math.first_child(); node; node = xml_next(node, math)) {
    const std::string_view name = local_name(node);
    if (name == "mi" || name == "mn" || name == "mo" || name == "mtext") {
      text += (text.empty() ? "" : " ") + std::string(trim(xml_text(node)));
    }
  }
  return text;
}

}  // namespace

std::string odf_object_part(std::string_view reference) {
  if (reference.starts_with("./")) {
    reference.remove_prefix(2);
  }
  return reference.empty() || reference.find("..") != std::string_view::npos ? std::string()
                                                                             : std::string(reference) + "/content.xml";
}

std::string read_odf_formula(OdfState& state, pugi::xml_node object) {
  if (const pugi::xml_node math = xml_child(object, "math")) {
    return mathml_text(math);
  }
  const std::string part = odf_object_part(xml_value(object, "href"));
  if (part.empty() || !state.archive.contains(part)) {
    return {};
  }
  try {
    const XmlDocument document(state.archive, part, state.budget);
    return local_name(document.root()) == "math" ? mathml_text(document.root()) : std::string();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return {};
  }
}

}  // namespace docexport
