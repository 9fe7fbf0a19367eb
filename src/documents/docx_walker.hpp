#pragma once

#include <string>
#include <vector>

#include "documents/docx_content.hpp"
#include "documents/docx_inlines.hpp"

namespace docexport {

/// Reads a story of a Word document: body, cell, text box, note, header. It calls itself as deep as the document is.
class DocxWalker {
 public:
  DocxWalker(DocxState& state, DocxTarget& target) : state_(state), target_(target) {}

  /// All paragraphs and tables inside.
  void walk(pugi::xml_node container);

 private:
  /// A paragraph that may be a line of code; whether it is, the lines around it say.
  struct CodeLine {
    Block block{};
    std::string text{};
  };

  void walk_children(pugi::xml_node container);
  void read_paragraph(pugi::xml_node paragraph);
  void push_text(pugi::xml_node properties, DocxInlines& inlines, const ParagraphStyle& style);
  [[nodiscard]] Block describe(pugi::xml_node properties, const ParagraphStyle& style, DocxInlines& inlines);
  void push_objects(const std::vector<DocxObject>& objects);
  void push_picture(const DocxObject& object);
  void push_chart_of(const DocxObject& object);
  void push_diagram_of(const DocxObject& object);
  void push_text_boxes(const std::vector<pugi::xml_node>& boxes);
  void flush_code();

  DocxState& state_;
  DocxTarget& target_;
  std::vector<CodeLine> code_lines_{};
  bool code_is_certain_ = false;  // the style says so
};

/// Reads a story whose part has relationships of its own, and is no part of the fields around it.
void read_story(DocxState& state, pugi::xml_node container, const Relationships& relationships, DocxTarget& target);

/// Of mc:AlternateContent: what the newest program would show. The others say the same again.
pugi::xml_node preferred_alternative(pugi::xml_node alternatives);

}  // namespace docexport
