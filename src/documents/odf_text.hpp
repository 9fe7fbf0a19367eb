#pragma once

#include <string>
#include <string_view>

#include "documents/expat_parser.hpp"

namespace docexport {

/// Puts the text of OpenDocument paragraphs together as their elements come: white space as the format has it, a line
/// for each paragraph.
class OdfStreamedText {
 public:
  void clear();
  void begin_paragraph();
  void end_paragraph() { in_paragraph_ = false; }
  /// An element inside a paragraph: blanks, tabs and line breaks.
  void element(std::string_view name, const XmlAttributes& attributes);
  void text(std::string_view piece);

  [[nodiscard]] const std::string& value() const { return text_; }

 private:
  std::string text_{};
  bool in_paragraph_ = false;
  bool has_paragraph_ = false;
};

/// The blanks of a `text:s`, whose count a hostile document may have chosen.
std::size_t odf_blank_count(std::string_view count);

/// Appends text of a paragraph in which white space counts as one blank, and as none at its beginning or after another.
void append_odf_text(std::string& text, std::string_view piece);

}  // namespace docexport
