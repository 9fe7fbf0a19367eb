#include "documents/docx_walker.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "docexport/base/text.hpp"
#include "docexport/model/content.hpp"
#include "documents/docx_forms.hpp"
#include "documents/docx_table.hpp"
#include "documents/opc_chart.hpp"
#include "documents/opc_diagram.hpp"
#include "documents/opc_formula.hpp"

namespace docexport {
namespace {

/// Signs that prose has seldom, and code often.
bool looks_like_code(std::string_view line) {
  constexpr std::string_view signs = ";{}=[]<>_#$\\|&*";
  const std::string_view text = trim(line);
  std::size_t found = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const bool is_call = text[index] == '(' && index > 0 && text[index - 1] != ' ';
    found += is_call || signs.find(text[index]) != std::string_view::npos ? 1U : 0U;
  }
  return found >= 2 || text.ends_with(';') || text.ends_with('{') || text.ends_with("):");
}

std::string without_full_stop(std::string marker) {
  if (marker.size() > 1 && marker.ends_with('.')) {
    marker.pop_back();
  }
  return marker;
}

/// The heading's own number stands in front of it, as the reader sees it.
void put_in_front(Block& block, const std::string& words) {
  const std::string front = words + " ";
  block.text.insert(0, front);
  for (Span& span : block.spans) {
    span.begin += front.size();
    span.end += front.size();
  }
}

/// A heading is bold as it is.
void remove_emphasis(Block& block) {
  for (Span& span : block.spans) {
    span.bold = false;
    span.italic = false;
  }
  std::erase_if(block.spans, [](const Span& span) { return !span.code && !span.strikethrough && span.link.empty(); });
}

}  // namespace

pugi::xml_node preferred_alternative(pugi::xml_node alternatives) {
  const pugi::xml_node choice = xml_child(alternatives, "Choice");
  return choice && choice.first_child() ? choice : xml_child(alternatives, "Fallback");
}

void read_story(DocxState& state, pugi::xml_node container, const Relationships& relationships, DocxTarget& target) {
  Relationships outer = std::exchange(state.relationships, relationships);
  std::vector<DocxField> fields = std::exchange(state.fields, {});
  DocxWalker(state, target).walk(container);
  state.relationships = std::move(outer);
  state.fields = std::move(fields);
}

void DocxWalker::walk(pugi::xml_node container) {
  walk_children(container);
  flush_code();
}

void DocxWalker::walk_children(pugi::xml_node container) {
  for (const pugi::xml_node child : container.children()) {
    const std::string_view name = local_name(child);
    if (name == "p") {
      read_paragraph(child);
    } else if (name == "tbl") {
      flush_code();
      read_docx_table(state_, child, target_);
    } else if (name == "sdt") {
      const ContentControl control = read_content_control(child);
      if (control.field) {
        state_.sink.field(*control.field);
      }
      walk_children(xml_child(child, "sdtContent"));
    } else if (name == "AlternateContent") {
      walk_children(preferred_alternative(child));
    } else if (name == "altChunk" || name == "subDoc") {
      state_.warnings.add(Omitted::embedded_document);
    } else if (name == "del" || name == "moveFrom") {
      state_.warnings.add(Omitted::deletion, name == "del" ? 1 : 0);
    } else if (name == "oMathPara" || name == "oMath") {
      flush_code();
      target_.block({.label = BlockLabel::formula, .text = formula_text(child)});
    } else if (!name.ends_with("Pr") && name != "tblGrid") {
      walk_children(child);
    }
  }
}

void DocxWalker::read_paragraph(pugi::xml_node paragraph) {
  const pugi::xml_node properties = xml_child(paragraph, "pPr");
  const ParagraphStyle& style = state_.styles.paragraph(xml_value(xml_child(properties, "pStyle"), "val"));
  DocxInlines inlines(state_, style);
  inlines.read(paragraph);
  if (!inlines.before.empty() || inlines.has_rule) {
    flush_code();
  }
  if (inlines.has_rule) {
    target_.block({.label = BlockLabel::horizontal_rule});
  }
  push_objects(inlines.before);
  push_text(properties, inlines, style);
  push_objects(inlines.after);
  push_text_boxes(inlines.text_boxes);
}

void DocxWalker::push_text(pugi::xml_node properties, DocxInlines& inlines, const ParagraphStyle& style) {
  if (inlines.is_formula()) {
    flush_code();
    for (const std::string& formula : inlines.formulas) {
      target_.block({.label = BlockLabel::formula, .text = formula});
    }
    return;
  }
  const bool is_blank = inlines.text.is_blank();
  const bool is_code_style = style.role == ParagraphRole::code;
  const bool may_be_code = is_code_style || (inlines.is_fixed_width() && style.role == ParagraphRole::body);
  const std::string raw = inlines.text.text();
  Block block = describe(properties, style, inlines);
  if (may_be_code && block.label != BlockLabel::list_item && (!is_blank || !code_lines_.empty())) {
    if (!code_lines_.empty() && code_is_certain_ != is_code_style) {
      flush_code();
    }
    code_is_certain_ = is_code_style;
    code_lines_.push_back({.block = std::move(block), .text = raw});
    return;
  }
  if (is_blank && !inlines.checked) {
    return;
  }
  flush_code();
  target_.block(block);
}

Block DocxWalker::describe(pugi::xml_node properties, const ParagraphStyle& style, DocxInlines& inlines) {
  Block block{.label = BlockLabel::paragraph};
  inlines.text.move_to(block);
  std::optional<ListReference> list = read_list_reference(properties);
  if (!list) {
    list = style.list;
    // A paragraph may say the level alone, and leave the list to its style.
    const std::optional<int> level = number_value(xml_child(xml_child(properties, "numPr"), "ilvl"), "val");
    if (list && level) {
      list->level = level;
    }
  }
  const std::optional<DocxListMarker> marker =
      list && list->list != 0 ? state_.numbering.next(*list, style.id) : std::nullopt;
  const std::optional<int> outline_level = read_outline_level(properties);
  if (style.role == ParagraphRole::title) {
    block.label = BlockLabel::title;
    remove_emphasis(block);
  } else if (style.role == ParagraphRole::heading || outline_level) {
    block.label = BlockLabel::section_header;
    block.level = std::clamp(outline_level.value_or(style.heading_level), 1, deepest_heading);
    remove_emphasis(block);
    if (marker && marker->ordered && !block.text.empty()) {
      put_in_front(block, without_full_stop(marker->text));
    }
  } else if (marker || inlines.checked) {
    block.label = BlockLabel::list_item;
    block.marker = marker ? marker->text : "-";
    block.level = marker ? marker->level : 0;
    block.ordered = marker && marker->ordered;
    block.checked = inlines.checked;
  } else if (style.role == ParagraphRole::caption) {
    block.label = BlockLabel::caption;
  } else if (style.role == ParagraphRole::quote) {
    block.label = BlockLabel::quote;
    block.level = 1;
  }
  return block;
}

void DocxWalker::push_objects(const std::vector<DocxObject>& objects) {
  if (!objects.empty()) {
    flush_code();
  }
  for (const DocxObject& object : objects) {
    switch (object.kind) {
      case DocxObject::Kind::picture:
        push_picture(object);
        break;
      case DocxObject::Kind::chart:
        push_chart_of(object);
        break;
      case DocxObject::Kind::diagram:
        push_diagram_of(object);
        break;
    }
  }
}

void DocxWalker::push_picture(const DocxObject& object) {
  Block block{.label = BlockLabel::picture, .text = object.text};
  if (!object.target.empty()) {
    block.spans.push_back({.begin = 0, .end = block.text.size(), .image = object.target});
  }
  target_.block(block);
}

void DocxWalker::push_chart_of(const DocxObject& object) {
  const std::optional<Chart> chart = read_chart(state_.package, object.target);
  if (chart) {
    push_chart(*chart, object.text, target_);
  } else {
    state_.warnings.add(Omitted::missing_chart);
  }
}

void DocxWalker::push_diagram_of(const DocxObject& object) {
  const std::vector<DiagramPoint> points = read_diagram(state_.package, object.target);
  push_diagram(points, target_);
  state_.warnings.add(Omitted::missing_diagram, points.empty() ? 1 : 0);
}

void DocxWalker::push_text_boxes(const std::vector<pugi::xml_node>& boxes) {
  for (const pugi::xml_node box : boxes) {
    flush_code();
    std::vector<DocxField> fields = std::exchange(state_.fields, {});
    DocxWalker(state_, target_).walk(box);
    state_.fields = std::move(fields);
  }
}

void DocxWalker::flush_code() {
  std::vector<CodeLine> lines = std::exchange(code_lines_, {});
  while (!lines.empty() && trim(lines.back().text).empty()) {
    lines.pop_back();
  }
  const bool is_code = code_is_certain_ || std::any_of(lines.begin(), lines.end(),
                                                       [](const CodeLine& line) { return looks_like_code(line.text); });
  if (!is_code || lines.empty()) {
    for (const CodeLine& line : lines) {
      if (!line.block.text.empty()) {
        target_.block(line.block);
      }
    }
    return;
  }
  Block code{.label = BlockLabel::code};
  for (const CodeLine& line : lines) {
    code.text += (code.text.empty() ? "" : "\n") + line.text;
  }
  target_.block(code);
}

}  // namespace docexport
