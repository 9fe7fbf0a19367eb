#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/docx_comment_ranges.hpp"
#include "documents/docx_content.hpp"
#include "documents/opc_text.hpp"

namespace docexport {

/// Reads what is inside a paragraph: runs and all that may stand around and in them.
class DocxInlines {
 public:
  DocxInlines(DocxState& state, const ParagraphStyle& style) : state_(state), style_(style) {}

  void read(pugi::xml_node paragraph);

  StyledText text{};
  std::vector<DocxObject> before{};  ///< pictures and such that come before the text
  std::vector<DocxObject> after{};
  std::vector<pugi::xml_node> text_boxes{};  ///< each a txbxContent
  std::vector<std::string> formulas{};
  std::optional<bool> checked{};  ///< the paragraph begins with a check box
  bool has_rule = false;          ///< a horizontal line

  /// All that the paragraph says is formulas.
  [[nodiscard]] bool is_formula() const { return !formulas.empty() && !has_words_; }
  /// All text is in a fixed-width font.
  [[nodiscard]] bool is_fixed_width() const { return has_fixed_width_ && !has_other_width_; }

 private:
  void read_children(pugi::xml_node node);
  void read_child(pugi::xml_node node, std::string_view name);
  void read_run(pugi::xml_node run);
  void read_run_child(pugi::xml_node node, const RunFormat& format);
  void read_special(pugi::xml_node node, std::string_view name, const RunFormat& format);
  void read_field_character(pugi::xml_node node);
  void end_field();
  void read_simple_field(pugi::xml_node node);
  void read_link(pugi::xml_node node);
  void read_control(pugi::xml_node node);
  void read_formula(pugi::xml_node node);
  void read_note_reference(pugi::xml_node node, NoteKind kind);
  void read_drawing(pugi::xml_node node);
  void read_drawing_child(pugi::xml_node node, std::string_view name);
  void add_picture(pugi::xml_node node, std::string_view id_attribute);
  void add_object(DocxObject object);
  void append(std::string_view added, const RunFormat& format);
  [[nodiscard]] std::string current_link() const;

  DocxState& state_;
  const ParagraphStyle& style_;
  std::string link_{};  // of the hyperlink element around
  std::string alternative_text_{};
  DocxCommentRanges comment_ranges_{};
  bool has_words_ = false;
  bool has_fixed_width_ = false;
  bool has_other_width_ = false;
};

}  // namespace docexport
