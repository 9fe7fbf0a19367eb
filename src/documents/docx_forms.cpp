#include "documents/docx_forms.hpp"

#include <vector>

#include "docexport/base/text.hpp"
#include "documents/docx_styles.hpp"

namespace docexport {
namespace {

/// What a paragraph's end separates is separated in the value too.
std::string control_value(pugi::xml_node content) {
  std::string value;
  for (pugi::xml_node node = content.first_child(); node; node = xml_next(node, content)) {
    const std::string_view name = local_name(node);
    if (name == "t") {
      value += xml_text(node);
    } else if ((name == "p" && !value.empty()) || name == "br") {
      value += '\n';
    }
  }
  return std::string(trim(value));
}

std::string first_filled(std::string_view first, std::string_view second) {
  return std::string(trim(first).empty() ? trim(second) : trim(first));
}

/// The instruction's words; what is in quotation marks is one.
std::vector<std::string> words_of(std::string_view instruction) {
  std::vector<std::string> words;
  while (!(instruction = trim(instruction)).empty()) {
    const bool is_quoted = instruction.front() == '"';
    instruction.remove_prefix(is_quoted ? 1 : 0);
    const std::size_t end = is_quoted ? instruction.find('"') : instruction.find_first_of(" \t");
    words.emplace_back(instruction.substr(0, end));
    instruction.remove_prefix(end == std::string_view::npos ? instruction.size() : end + 1);
  }
  return words;
}

}  // namespace

ContentControl read_content_control(pugi::xml_node control) {
  const pugi::xml_node properties = xml_child(control, "sdtPr");
  ContentControl read;
  std::string name;
  std::string tag;
  std::string type;
  std::string date;
  bool shows_placeholder = false;
  for (const pugi::xml_node property : properties.children()) {
    const std::string_view kind = local_name(property);
    if (kind == "alias") {
      name = xml_value(property, "val");
    } else if (kind == "tag") {
      tag = xml_value(property, "val");
    } else if (kind == "showingPlcHdr") {
      shows_placeholder = is_switched_on(property);
    } else if (kind == "checkbox") {
      const pugi::xml_node state = xml_child(property, "checked");
      read.checked = state && is_switched_on(state);
      type = "text";
    } else if (kind == "date") {
      type = "date";
      date = xml_value(property, "fullDate").substr(0, 10);
    } else if (kind == "text" || kind == "dropDownList" || kind == "comboBox") {
      type = "text";
    }
  }
  name = first_filled(name, tag);
  if (type.empty() || name.empty()) {
    return read;
  }
  Field field{.name = name, .type = type, .origin = FieldOrigin::form};
  if (read.checked) {
    field.value = *read.checked ? "true" : "false";
  } else if (!shows_placeholder) {
    field.value = date.empty() ? control_value(xml_child(control, "sdtContent")) : date;
  }
  read.field = std::move(field);
  return read;
}

std::optional<Field> read_form_field(pugi::xml_node field_character) {
  const pugi::xml_node data = xml_child(field_character, "ffData");
  const std::string name(trim(xml_value(xml_child(data, "name"), "val")));
  if (name.empty()) {
    return std::nullopt;
  }
  Field field{.name = name, .origin = FieldOrigin::form};
  if (const pugi::xml_node box = xml_child(data, "checkBox")) {
    const pugi::xml_node chosen = xml_child(box, "checked");
    const pugi::xml_node state = chosen ? chosen : xml_child(box, "default");
    field.value = state && is_switched_on(state) ? "true" : "false";
  } else if (const pugi::xml_node list = xml_child(data, "ddList")) {
    int wanted = number_value(xml_child(list, "result"), "val").value_or(0);
    for (const pugi::xml_node entry : list.children()) {
      if (local_name(entry) == "listEntry" && wanted-- == 0) {
        field.value = xml_value(entry, "val");
      }
    }
  }
  return field;
}

std::string link_of_instruction(std::string_view instruction) {
  const std::vector<std::string> words = words_of(instruction);
  if (words.empty() || to_lower_ascii(words.front()) != "hyperlink") {
    return {};
  }
  std::string link;
  for (std::size_t index = 1; index < words.size(); ++index) {
    const std::string& word = words[index];
    if (word == "\\l" && index + 1 < words.size()) {
      link += link_to_place(words[++index]);
    } else if (word == "\\o" || word == "\\t") {
      ++index;
    } else if (link.empty() && !word.starts_with('\\')) {
      link = word;
    }
  }
  return link;
}

std::string link_to_place(std::string_view bookmark) {
  return bookmark.empty() || bookmark.starts_with('_') ? std::string() : "#" + std::string(bookmark);
}

}  // namespace docexport
