#include "documents/docx_inlines.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/docx_forms.hpp"
#include "documents/docx_notes.hpp"
#include "documents/docx_walker.hpp"
#include "documents/opc_formula.hpp"

namespace docexport {
namespace {

/// Word itself nests twenty.
constexpr std::size_t deepest_field = 64;

/// Elements that say nothing themselves and have nothing inside that is content.
bool is_silent(std::string_view name) {
  constexpr std::array<std::string_view, 8> silent{"pPr",         "rPr",      "proofErr", "bookmarkStart",
                                                   "bookmarkEnd", "moveFrom", "del",      "sdtPr"};
  return std::find(silent.begin(), silent.end(), name) != silent.end();
}

}  // namespace

void DocxInlines::read(pugi::xml_node paragraph) {
  read_children(paragraph);
  if (is_fixed_width()) {
    text.unmark_code();
  }
}

void DocxInlines::read_children(pugi::xml_node node) {
  for (const pugi::xml_node child : node.children()) {
    read_child(child, local_name(child));
  }
}

void DocxInlines::read_child(pugi::xml_node node, std::string_view name) {
  if (name == "r") {
    read_run(node);
  } else if (name == "hyperlink") {
    read_link(node);
  } else if (name == "fldSimple") {
    read_simple_field(node);
  } else if (name == "sdt") {
    read_control(node);
  } else if (name == "oMath" || name == "oMathPara") {
    read_formula(node);
  } else if (name == "AlternateContent") {
    read_children(preferred_alternative(node));
  } else if (name == "del" || name == "moveFrom") {
    state_.warnings.add(Omitted::deletion, name == "del" ? 1 : 0);
  } else if (name == "commentRangeStart" || name == "commentRangeEnd") {
    comment_ranges_.mark(node, text.text(), state_.comments);
  } else if (!is_silent(name)) {
    // Insertions, smart tags, custom XML, directions: what they have inside is content.
    read_children(node);
  }
}

void DocxInlines::read_run(pugi::xml_node run) {
  const RunFormat format = state_.styles.run_format(xml_child(run, "rPr"));
  if (format.hidden.value_or(style_.run.hidden.value_or(false)) && xml_child(run, "t")) {
    state_.warnings.add(Omitted::hidden_text);
    return;
  }
  for (const pugi::xml_node child : run.children()) {
    read_run_child(child, format);
  }
}

void DocxInlines::read_run_child(pugi::xml_node node, const RunFormat& format) {
  const std::string_view name = local_name(node);
  if (name == "t") {
    const std::string_view content = xml_text(node);
    append(content.find('\xEF') == std::string_view::npos ? std::string(content) : with_symbols(content, format.font),
           format);
  } else if (name == "tab" || name == "ptab") {
    append("\t", format);
  } else if (name == "br") {
    const std::string_view type = xml_value(node, "type");
    append(type == "page" || type == "column" ? "" : "\n", format);
  } else if (name == "instrText") {
    if (!state_.fields.empty() && !state_.fields.back().is_in_result) {
      state_.fields.back().instruction += xml_text(node);
    }
  } else if (name == "fldChar") {
    read_field_character(node);
  } else if (name == "drawing" || name == "pict" || name == "object") {
    alternative_text_.clear();
    read_drawing(node);
  } else {
    read_special(node, name, format);
  }
}

void DocxInlines::read_special(pugi::xml_node node, std::string_view name, const RunFormat& format) {
  if (name == "cr") {
    append("\n", format);
  } else if (name == "noBreakHyphen") {
    append("-", format);
  } else if (name == "sym") {
    const std::string_view code = xml_value(node, "char");
    unsigned int place = 0;
    std::from_chars(code.data(), code.data() + code.size(), place, 16);
    append(symbol_text(xml_value(node, "font"), place), format);
  } else if (name == "footnoteReference") {
    read_note_reference(node, NoteKind::footnote);
  } else if (name == "endnoteReference") {
    read_note_reference(node, NoteKind::endnote);
  } else if (name == "commentReference") {
    comment_ranges_.mark(node, text.text(), state_.comments);
  } else if (name == "AlternateContent") {
    for (const pugi::xml_node child : preferred_alternative(node).children()) {
      read_run_child(child, format);
    }
  } else if (name == "ruby") {
    // The reading above the characters repeats them.
    read_children(xml_child(node, "rubyBase"));
  } else if (name == "oMath" || name == "oMathPara") {
    read_formula(node);
  }
}

void DocxInlines::read_field_character(pugi::xml_node node) {
  const std::string_view type = xml_value(node, "fldCharType");
  if (type == "begin" && (state_.fields_too_deep > 0 || state_.fields.size() >= deepest_field)) {
    ++state_.fields_too_deep;
  } else if (state_.fields_too_deep > 0) {
    state_.fields_too_deep -= type == "end" ? 1U : 0U;
  } else if (type == "begin") {
    state_.fields.push_back({.form = read_form_field(node)});
  } else if (type == "separate" && !state_.fields.empty()) {
    DocxField& field = state_.fields.back();
    field.is_in_result = true;
    field.link = link_of_instruction(field.instruction);
  } else if (type == "end" && !state_.fields.empty()) {
    end_field();
  }
}

void DocxInlines::end_field() {
  const DocxField field = std::move(state_.fields.back());
  state_.fields.pop_back();
  if (!field.form) {
    return;
  }
  const bool is_box = field.instruction.find("FORMCHECKBOX") != std::string::npos;
  if (is_box) {
    append(field.form->value == "true" ? "\u2612" : "\u2610", {});
  } else if (!field.is_in_result) {
    append(field.form->value, {});
  }
  Field form = *field.form;
  form.value = trim(form.value);
  state_.sink.field(form);
}

void DocxInlines::read_simple_field(pugi::xml_node node) {
  DocxField field{.instruction = std::string(xml_value(node, "instr")), .is_in_result = true};
  field.link = link_of_instruction(field.instruction);
  const std::size_t depth = state_.fields.size();
  state_.fields.push_back(std::move(field));
  read_children(node);
  state_.fields.resize(std::min(depth, state_.fields.size()));
}

void DocxInlines::read_link(pugi::xml_node node) {
  const Relationship* const relationship = find_relationship(state_.relationships, xml_prefixed_value(node, "id"));
  std::string link = relationship == nullptr ? std::string() : relationship->target;
  link += link_to_place(xml_value(node, "anchor"));
  std::swap(link_, link);
  read_children(node);
  link_ = std::move(link);
}

void DocxInlines::read_control(pugi::xml_node node) {
  const ContentControl control = read_content_control(node);
  if (control.field) {
    state_.sink.field(*control.field);
  }
  if (control.checked && text.is_blank() && !checked) {
    checked = control.checked;
    return;
  }
  read_children(xml_child(node, "sdtContent"));
}

void DocxInlines::read_formula(pugi::xml_node node) {
  const std::string formula = formula_text(node);
  if (!formula.empty()) {
    formulas.push_back(formula);
    text.append("$" + formula + "$", {});
  }
}

void DocxInlines::read_note_reference(pugi::xml_node node, NoteKind kind) {
  append("[" + refer_to_note(state_.notes, kind, xml_value(node, "id")) + "]", {});
}

void DocxInlines::read_drawing(pugi::xml_node node) {
  for (const pugi::xml_node child : node.children()) {
    read_drawing_child(child, local_name(child));
  }
}

void DocxInlines::read_drawing_child(pugi::xml_node node, std::string_view name) {
  if (name == "docPr" || name == "cNvPr") {
    const std::string description = useful_description(xml_value(node, "descr"));
    if (!description.empty()) {
      alternative_text_ = description;
    }
  } else if (name == "txbxContent") {
    text_boxes.push_back(node);
  } else if (name == "blip") {
    // A shape may be filled with a picture, too.
    if (local_name(node.parent().parent()) == "pic") {
      add_picture(node, "embed");
    }
  } else if (name == "imagedata") {
    add_picture(node, "id");
  } else if (name == "chart" && !xml_prefixed_value(node, "id").empty()) {
    const Relationship* const chart = find_relationship(state_.relationships, xml_prefixed_value(node, "id"));
    add_object(
        {.kind = DocxObject::Kind::chart, .text = alternative_text_, .target = chart == nullptr ? "" : chart->target});
  } else if (name == "relIds") {
    const Relationship* const data = find_relationship(state_.relationships, xml_prefixed_value(node, "dm"));
    add_object({.kind = DocxObject::Kind::diagram, .target = data == nullptr ? "" : data->target});
  } else if (name == "AlternateContent") {
    read_drawing(preferred_alternative(node));
  } else if (name == "OLEObject") {
    state_.warnings.add(Omitted::embedded_object);
  } else if (name == "textpath") {
    append(std::string(xml_value(node, "string")), {});
  } else {
    if (name == "shape") {
      alternative_text_ = useful_description(xml_value(node, "alt"));
    }
    has_rule = has_rule || xml_prefixed_value(node, "hr") == "t";
    read_drawing(node);
  }
}

void DocxInlines::add_picture(pugi::xml_node node, std::string_view id_attribute) {
  std::string_view id = xml_prefixed_value(node, id_attribute);
  id = id.empty() ? xml_prefixed_value(node, "link") : id;
  const Relationship* const relationship = find_relationship(state_.relationships, id);
  const bool is_outside = relationship != nullptr && relationship->external;
  add_object({.kind = DocxObject::Kind::picture,
              .text = alternative_text_,
              .target = is_outside ? useful_picture_url(relationship->target) : std::string()});
}

void DocxInlines::add_object(DocxObject object) {
  (text.is_blank() ? before : after).push_back(std::move(object));
}

void DocxInlines::append(std::string_view added, const RunFormat& format) {
  if (added.empty()) {
    return;
  }
  for (DocxField& field : state_.fields) {
    if (!field.is_in_result) {
      return;
    }
    if (field.form) {
      field.form->value += added;
    }
  }
  const bool is_fixed_width = format.fixed_width.value_or(style_.run.fixed_width.value_or(false));
  if (!trim(added).empty()) {
    has_words_ = true;
    (is_fixed_width ? has_fixed_width_ : has_other_width_) = true;
  }
  text.append(added, {.bold = format.bold.value_or(false),
                      .italic = format.italic.value_or(false),
                      .code = is_fixed_width && style_.role != ParagraphRole::code,
                      .strikethrough = format.strikethrough.value_or(false),
                      .link = current_link()});
}

std::string DocxInlines::current_link() const {
  if (!link_.empty()) {
    return link_;
  }
  const auto innermost = std::find_if(state_.fields.rbegin(), state_.fields.rend(),
                                      [](const DocxField& field) { return !field.link.empty(); });
  return innermost == state_.fields.rend() ? std::string() : innermost->link;
}

}  // namespace docexport
