#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// How a run of an Office document's text looks.
struct TextStyle {
  bool bold = false;
  bool italic = false;
  bool code = false;
  bool strikethrough = false;
  std::string link{};

  [[nodiscard]] bool is_plain() const { return !bold && !italic && !code && !strikethrough && link.empty(); }
};

/// The text of a paragraph as it is put together from runs, and the spans of those that are not plain.
class StyledText {
 public:
  void append(std::string_view text, const TextStyle& style);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] bool is_blank() const;
  /// For a paragraph that is set like code as a whole, so that no part of it stands out.
  void unmark_code();
  /// Moves text and spans into the block, without white space at either end and without spans of white space.
  void move_to(Block& block);

 private:
  std::string text_{};
  std::vector<Span> spans_{};
};

/// What a picture's description says to a reader: not the name of the file it came from, nor the sentence that Office
/// puts below what it made up itself.
std::string useful_description(std::string_view description);

/// The URL of a picture outside of the document, if others can follow it; a place on the author's machine is none.
std::string useful_picture_url(std::string_view target);

/// Whether every letter of the font is as wide as any other, which is how code is set.
bool is_fixed_width_font(std::string_view name);

/// The text with the places of symbol fonts (U+F020 to U+F0FF) replaced by the characters that they show.
std::string with_symbols(std::string_view text, std::string_view font);

/// The character that a symbol font has at this place (0x20 to 0xFF): Symbol, Wingdings. U+FFFD for unknown ones.
std::string symbol_text(std::string_view font, unsigned int place);

}  // namespace docexport
