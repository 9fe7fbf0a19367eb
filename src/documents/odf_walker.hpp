#pragma once

#include <string_view>

#include "documents/odf_content.hpp"
#include "documents/odf_lists.hpp"

namespace docexport {

/// Reads what has text in it: paragraphs, headings, lists, tables, sections, shapes. Notes that the text refers to wait
/// in the state.
class OdfWalker {
 public:
  OdfWalker(OdfState& state, OdfTarget& target) : state_(&state), target_(&target) {}

  /// All that is inside of the element.
  void read_children(pugi::xml_node node);
  /// A frame or shape, or a group of them.
  void read_shape(pugi::xml_node shape);

 private:
  void read_element(pugi::xml_node node);
  void read_paragraph(pugi::xml_node node);
  void read_heading(pugi::xml_node node);
  void read_list(pugi::xml_node node, const OdfList& outer);
  void read_item(pugi::xml_node item, const OdfList& list);
  /// Pushes the block with the paragraph's text, then what is anchored in it.
  void push(pugi::xml_node paragraph, Block block);
  void read_frame(pugi::xml_node frame);
  void read_object(pugi::xml_node frame, pugi::xml_node object);
  void end_code();

  OdfState* state_;
  OdfTarget* target_;
  Block code_{.label = BlockLabel::code};  // lines that follow each other are one block
  bool in_code_ = false;
};

/// The notes that wait, as footnote blocks.
void push_odf_notes(OdfState& state, OdfTarget& target);

/// The comments that wait, with their authors and the words they are on; else they are at `place`, if it is given.
void push_odf_comments(OdfState& state, std::string_view place, OdfTarget& target);

}  // namespace docexport
