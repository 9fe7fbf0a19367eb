#include "documents/html_forms.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/html_survey.hpp"

namespace docexport {
namespace {

struct InputType {
  std::string_view name;
  std::string_view field_type;  // empty: not a field
};

constexpr std::array<InputType, 13> input_types{{{"hidden", ""},
                                                 {"password", ""},
                                                 {"submit", ""},
                                                 {"reset", ""},
                                                 {"button", ""},
                                                 {"image", ""},
                                                 {"file", ""},
                                                 {"number", "number"},
                                                 {"range", "number"},
                                                 {"date", "date"},
                                                 {"datetime-local", "date"},
                                                 {"email", "email"},
                                                 {"tel", "phone"}}};

std::string_view field_type_of(const std::string& input_type) {
  for (const InputType& type : input_types) {
    if (type.name == input_type) {
      return type.field_type;
    }
  }
  return "text";
}

/// The text of the label without the fields in it.
std::string label_text(const GumboNode& label) {
  std::string text;
  walk_html(label, [&text](const GumboNode& node) {
    text += text_of(node);
    const bool is_field = is_element(node, GUMBO_TAG_SELECT) || is_element(node, GUMBO_TAG_TEXTAREA);
    return is_field || is_element(node, GUMBO_TAG_SCRIPT) ? Visit::past : Visit::inside;
  });
  std::string name = collapse_white_space(text);
  while (name.ends_with(':') || name.ends_with(' ') || name.ends_with('*')) {
    name.pop_back();
  }
  return name;
}

/// The texts of the options that are chosen, or the first where one always is.
std::string chosen_options(const GumboNode& select) {
  std::string chosen;
  std::optional<std::string> first;
  walk_html(select, [&](const GumboNode& node) {
    if (is_element(node, GUMBO_TAG_OPTION)) {
      const std::string text = collapsed_text(node);
      first = first ? first : std::optional(text);
      if (has_attribute(node.v.element, "selected")) {
        chosen += (chosen.empty() ? "" : ", ") + text;
      }
    }
    return Visit::inside;
  });
  const bool is_single = !has_attribute(select.v.element, "multiple");
  return chosen.empty() && is_single ? first.value_or("") : chosen;
}

class FormReader {
 public:
  std::vector<Field> read(const GumboNode& root) {
    walk_html(root, [this](const GumboNode& node) { return take_label(node); });
    walk_html(
        root, [this](const GumboNode& node) { return enter(node); },
        [this](const GumboNode& node) {
          if (is_element(node, GUMBO_TAG_LABEL)) {
            open_labels_.pop_back();
          }
        });
    return std::move(fields_);
  }

 private:
  Visit take_label(const GumboNode& node) {
    if (!is_element(node, GUMBO_TAG_LABEL)) {
      return Visit::inside;
    }
    const std::string_view id = attribute(node.v.element, "for");
    if (!id.empty()) {
      labels_.emplace(id, label_text(node));
    }
    return Visit::past;
  }

  Visit enter(const GumboNode& node) {
    if (!is_element(node)) {
      return Visit::past;
    }
    switch (node.v.element.tag) {  // NOLINT(clang-diagnostic-switch-enum)
      case GUMBO_TAG_LABEL:
        open_labels_.push_back(&node);
        return Visit::inside;
      case GUMBO_TAG_INPUT:
        add_input(node);
        return Visit::past;
      case GUMBO_TAG_SELECT:
        add(node, chosen_options(node), "text");
        return Visit::past;
      case GUMBO_TAG_TEXTAREA:
        add_text_area(node);
        return Visit::past;
      default:
        return Visit::inside;
    }
  }

  void add_input(const GumboNode& node) {
    const GumboElement& input = node.v.element;
    const std::string type = to_lower_ascii(attribute(input, "type"));
    const bool is_checked = has_attribute(input, "checked");
    if (type == "checkbox") {
      add(node, is_checked ? "true" : "false", "text");
    } else if (type == "radio") {
      if (is_checked) {
        add(node, std::string(attribute(input, "value")), "text");
      }
    } else if (const std::string_view field_type = field_type_of(type); !field_type.empty()) {
      add(node, std::string(attribute(input, "value")), field_type);
    }
  }

  void add_text_area(const GumboNode& node) {
    std::string text;
    walk_html(node, [&text](const GumboNode& below) {
      text += text_of(below);
      return Visit::inside;
    });
    add(node, std::string(trim(text)), "text");
  }

  void add(const GumboNode& node, std::string value, std::string_view type) {
    const std::string name = name_of(node);
    if (!name.empty()) {
      fields_.push_back(
          {.name = name, .value = std::move(value), .type = std::string(type), .origin = FieldOrigin::form});
    }
  }

  [[nodiscard]] std::string name_of(const GumboNode& node) const {
    const GumboElement& element = node.v.element;
    // The label of a radio button says what this button means; the name, what is asked.
    const bool is_radio = to_lower_ascii(attribute(element, "type")) == "radio";
    const auto label = labels_.find(std::string(attribute(element, "id")));
    std::string name;
    if (label != labels_.end() && !is_radio) {
      name = label->second;
    } else if (!open_labels_.empty() && !is_radio) {
      name = label_text(*open_labels_.back());
    }
    for (const char* attribute_name : {"aria-label", "name", "placeholder", "id"}) {
      name = name.empty() ? collapse_white_space(attribute(element, attribute_name)) : name;
    }
    return name;
  }

  std::map<std::string, std::string> labels_{};
  std::vector<const GumboNode*> open_labels_{};
  std::vector<Field> fields_{};
};

}  // namespace

std::vector<Field> read_html_forms(const HtmlTree& tree) {
  return FormReader().read(tree.root());
}

}  // namespace docexport
