#include "documents/odf_forms.hpp"

#include <string>
#include <string_view>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

bool is_text_control(std::string_view name) {
  return name == "text" || name == "textarea" || name == "formatted-text" || name == "number" || name == "date" ||
         name == "time" || name == "combobox";
}

std::string value_of(pugi::xml_node control) {
  const std::string_view current = xml_value(control, "current-value");
  return std::string(trim(current.empty() ? xml_value(control, "value") : current));
}

/// The options that are chosen, each a line.
std::string chosen_options(pugi::xml_node control) {
  std::string chosen;
  for (const pugi::xml_node option : control.children()) {
    const std::string_view is_selected = xml_value(option, "current-selected");
    if (is_selected == "true" || (is_selected.empty() && xml_value(option, "selected") == "true")) {
      chosen += (chosen.empty() ? "" : "\n") + std::string(xml_value(option, "label"));
    }
  }
  return chosen;
}

void add_control(pugi::xml_node control, std::vector<Field>& fields) {
  const std::string_view kind = local_name(control);
  Field field{.name = std::string(trim(xml_value(control, "name"))), .origin = FieldOrigin::form};
  if (is_text_control(kind)) {
    field.value = value_of(control);
    field.type = kind == "number" || kind == "date" ? std::string(kind) : "text";
  } else if (kind == "listbox") {
    field.value = chosen_options(control);
  } else if (kind == "checkbox" || kind == "radio") {
    const std::string_view state =
        xml_value(control, "current-state").empty() ? xml_value(control, "state") : xml_value(control, "current-state");
    const std::string_view selected = xml_value(control, "current-selected");
    field.value = state == "checked" || selected == "true" ? "true" : "false";
  } else {
    return;
  }
  if (!field.name.empty()) {
    fields.push_back(field);
  }
}

}  // namespace

std::vector<Field> read_odf_form_fields(pugi::xml_node body) {
  std::vector<Field> fields;
  for (pugi::xml_node node = body.first_child(); node; node = xml_next(node, body)) {
    if (std::string_view(node.name()).starts_with("form:")) {
      add_control(node, fields);
    }
  }
  return fields;
}

}  // namespace docexport
