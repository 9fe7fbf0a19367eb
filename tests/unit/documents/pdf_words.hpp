#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "documents/pdf_page.hpp"

namespace docexport::test {

/// The fonts of hand-made pages, by their index.
enum class WordFace { regular = 0, bold, italic, fixed_width };

/// A page of words made by hand: each character is half as wide as the type is large.
class WordPage {
 public:
  WordPage() {
    page_.info = {.page_no = 1, .width = 612, .height = 792};
    page_.fonts = {{.name = "Serif"},
                   {.name = "Serif-Bold", .bold = true},
                   {.name = "Serif-Italic", .italic = true},
                   {.name = "Mono", .fixed_width = true}};
  }

  /// Words of a line, one blank between them, whose baseline starts at x, y.
  WordPage& line(double x, double y, std::string_view text, double size = 10, WordFace face = WordFace::regular) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      word(x, y, text.substr(begin, end - begin), size, face);
      page_.words.back().space_after = end < text.size();
      x += static_cast<double>(end - begin + 1) * size / 2;
      begin = end + 1;
    }
    return *this;
  }

  WordPage& word(double x, double y, std::string_view text, double size = 10, WordFace face = WordFace::regular) {
    page_.words.push_back({.text = std::string(text),
                           .box = {.left = x,
                                   .top = y - 0.8 * size,
                                   .right = x + static_cast<double>(text.size()) * size / 2,
                                   .bottom = y + 0.2 * size},
                           .baseline = y,
                           .size = size,
                           .font = static_cast<int>(face)});
    return *this;
  }

  /// Lines 12 points apart.
  WordPage& lines(double x, double y, const std::vector<std::string>& texts, WordFace face = WordFace::regular) {
    for (const std::string& text : texts) {
      line(x, y, text, 10, face);
      y += 12;
    }
    return *this;
  }

  [[nodiscard]] PdfPage& page() { return page_; }

 private:
  PdfPage page_{};
};

}  // namespace docexport::test
