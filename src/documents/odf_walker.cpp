#include "documents/odf_walker.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/text.hpp"
#include "docexport/model/content.hpp"
#include "documents/odf_chart.hpp"
#include "documents/odf_formula.hpp"
#include "documents/odf_inlines.hpp"
#include "documents/odf_table.hpp"
#include "documents/opc_comment.hpp"

namespace docexport {
namespace {

bool is_block_left_out(std::string_view name) {
  return name == "tracked-changes" || name == "forms" || name == "sequence-decls" || name == "variable-decls" ||
         name == "user-field-decls" || name == "page-thumbnail" || name == "notes" || name == "enhanced-geometry" ||
         name == "animations" || name == "par" || name == "annotation-end" || name == "control";
}

bool is_shape(pugi::xml_node node) {
  return std::string_view(node.name()).starts_with("draw:");
}

std::string frame_description(pugi::xml_node frame) {
  const std::string_view title = trim(xml_text(xml_child(frame, "title")));
  const std::string_view description = trim(xml_text(xml_child(frame, "desc")));
  return std::string(description.empty() ? title : description);
}

}  // namespace

void OdfWalker::read_children(pugi::xml_node node) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element) {
      read_element(child);
    }
  }
  end_code();
}

void OdfWalker::read_element(pugi::xml_node node) {
  const std::string_view name = local_name(node);
  if (name != "p") {
    end_code();
  }
  if (name == "p") {
    read_paragraph(node);
  } else if (name == "h") {
    read_heading(node);
  } else if (name == "list") {
    read_list(node, {});
  } else if (name == "table") {
    read_odf_table(*state_, node, *target_);
  } else if (name == "annotation") {
    state_->comments.push_back({.node = node});
  } else if (is_block_left_out(name)) {
    return;
  } else if (is_shape(node)) {
    read_shape(node);
  } else {
    read_children(node);
  }
}

void OdfWalker::read_paragraph(pugi::xml_node node) {
  const OdfParagraphKind kind = state_->styles->paragraph_kind(xml_value(node, "style-name"));
  if (kind.label == BlockLabel::code) {
    OdfInlines inlines(*state_);
    inlines.read(node);
    Block line;
    inlines.move_into(line);
    code_.text += in_code_ ? "\n" : "";
    code_.text += line.text;
    in_code_ = true;
    return;
  }
  end_code();
  push(node, {.label = kind.label, .level = kind.level});
}

void OdfWalker::end_code() {
  if (in_code_ && !trim(code_.text).empty()) {
    target_->block(code_);
  }
  code_.text.clear();
  in_code_ = false;
}

void OdfWalker::read_heading(pugi::xml_node node) {
  const std::string_view outline = xml_value(node, "outline-level");
  int level = 1;
  std::from_chars(outline.data(), outline.data() + outline.size(), level);
  const OdfParagraphKind kind = state_->styles->paragraph_kind(xml_value(node, "style-name"));
  if (kind.label == BlockLabel::title) {
    push(node, {.label = BlockLabel::title});
  } else {
    push(node, {.label = BlockLabel::section_header, .level = std::clamp(level, 1, deepest_heading)});
  }
}

void OdfWalker::push(pugi::xml_node paragraph, Block block) {
  OdfInlines inlines(*state_);
  inlines.read(paragraph);
  inlines.move_into(block);
  if (!block.text.empty() || block.label == BlockLabel::horizontal_rule) {
    target_->block(block);
  }
  for (const pugi::xml_node shape : inlines.shapes()) {
    read_shape(shape);
  }
}

void OdfWalker::read_list(pugi::xml_node node, const OdfList& outer) {
  const OdfList list = begin_odf_list(*state_, node, outer);
  for (const pugi::xml_node item : node.children()) {
    const std::string_view name = local_name(item);
    if (name == "list-item" || name == "list-header") {
      read_item(item, list);
    }
  }
}

void OdfWalker::read_item(pugi::xml_node item, const OdfList& list) {
  bool has_begun = local_name(item) == "list-header";
  for (const pugi::xml_node child : item.children()) {
    const std::string_view name = local_name(child);
    if (name == "list") {
      read_list(child, list);
    } else if (name == "p" && !has_begun) {
      has_begun = true;
      const bool is_listed = state_->styles->list_level(list.style, list.level).has_marker;
      const Block paragraph{.label = state_->styles->paragraph_kind(xml_value(child, "style-name")).label};
      const bool is_plain = paragraph.label == BlockLabel::paragraph;
      push(child, is_listed && is_plain ? begin_odf_item(*state_, list, item) : paragraph);
    } else if (child.type() == pugi::node_element) {
      read_element(child);
    }
  }
  end_code();
}

void OdfWalker::read_shape(pugi::xml_node shape) {
  const std::string_view name = local_name(shape);
  if (name == "frame") {
    read_frame(shape);
  } else if (name == "g" || name == "a") {
    for (const pugi::xml_node child : shape.children()) {
      read_shape(child);
    }
  } else if (name == "annotation") {
    state_->comments.push_back({.node = shape});
  } else if (!is_block_left_out(name) && is_shape(shape)) {
    read_children(shape);
  }
}

void OdfWalker::read_frame(pugi::xml_node frame) {
  for (const pugi::xml_node content : frame.children()) {
    const std::string_view name = local_name(content);
    if (name == "text-box") {
      return read_children(content);
    }
    if (name == "table") {
      return read_odf_table(*state_, content, *target_);
    }
    if (name == "object" || name == "object-ole") {
      return read_object(frame, content);
    }
    if (name == "image") {
      const std::string_view source = xml_value(content, "href");
      Block picture{.label = BlockLabel::picture, .text = frame_description(frame)};
      if (source.find("://") != std::string_view::npos && !picture.text.empty()) {
        picture.spans.push_back({.end = picture.text.size(), .image = std::string(source)});
      }
      return target_->block(picture);
    }
    if (name == "plugin" || name == "applet" || name == "floating-frame") {
      return state_->warnings.add(Omitted::media);
    }
  }
}

void OdfWalker::read_object(pugi::xml_node frame, pugi::xml_node object) {
  const std::string formula = read_odf_formula(*state_, object);
  if (!formula.empty()) {
    return target_->block({.label = BlockLabel::formula, .text = formula});
  }
  const std::string description = frame_description(frame);
  if (push_odf_chart(*state_, object, description, *target_)) {
    return;
  }
  target_->block({.label = BlockLabel::picture, .text = description});
  state_->warnings.add(Omitted::embedded_object);
}

void push_odf_notes(OdfState& state, OdfTarget& target) {
  // A note may refer to others.
  for (std::size_t index = 0; index < state.notes.size(); ++index) {
    const pugi::xml_node note = state.notes[index];
    OdfTextTarget text;
    OdfWalker(state, text).read_children(xml_child(note, "note-body"));
    target.block({.label = BlockLabel::footnote,
                  .text = fmt::format("[{}] {}", trim(xml_text(xml_child(note, "note-citation"))), trim(text.text()))});
    for (const Block& picture : text.pictures()) {
      target.block(picture);
    }
  }
  state.notes.clear();
}

void push_odf_comments(OdfState& state, std::string_view place, OdfTarget& target) {
  for (std::size_t index = 0; index < state.comments.size(); ++index) {
    const OdfComment comment = state.comments[index];
    OdfTextTarget text;
    OdfWalker(state, text).read_children(comment.node);
    const std::string words = commented_words(comment.words);
    target.block(office_comment(trim(xml_text(xml_child(comment.node, "creator"))), words.empty() ? place : words,
                                trim(text.text())));
  }
  state.comments.clear();
}

}  // namespace docexport
