#pragma once

#include <optional>
#include <string>
#include <vector>

#include "documents/pdf_glyph.hpp"

namespace docexport {

/// The text that a file gives in place of some glyphs.
class PdfActualText {
 public:
  void begin_page() { is_open_ = false; }
  /// The glyphs that follow stand for this, a text string of the file.
  void begin(const std::string& text);
  /// True for a glyph that is replaced.
  bool takes(const PdfGlyph& glyph);
  /// What stands for the glyphs since the beginning, where they are; nothing if there were none. Valid until the next
  /// beginning.
  std::optional<PdfGlyph> end();

 private:
  bool is_open_ = false;
  std::string text_{};
  std::vector<Unicode> characters_{};
  PdfGlyph place_{};  ///< of the glyphs so far
};

}  // namespace docexport
