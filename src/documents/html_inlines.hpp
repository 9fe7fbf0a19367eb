#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

struct HtmlStyle {
  bool bold = false;
  bool italic = false;
  bool code = false;
  bool strikethrough = false;
  std::size_t link = 0;  ///< which of the page's links, from 1; 0 is none

  bool operator==(const HtmlStyle&) const = default;
};

/// An image of a block: alone in it, or in its text.
struct HtmlImage {
  std::string source{};
  std::size_t begin = 0;  ///< of the alternative text
  std::size_t end = 0;
  std::size_t link = 0;
};

/// Collects the text of one block or table cell as a browser shows it: white space is one blank, none at the ends.
class HtmlInlines {
 public:
  void add_text(std::string_view text, const HtmlStyle& style);
  /// With its white space.
  void add_preformatted(std::string_view text, const HtmlStyle& style);
  void break_line();
  /// What comes next begins a line, if it does not already.
  void end_line();
  void add_image(std::string_view alternative, std::string source, const HtmlStyle& style);

  /// Whether there is neither text nor an image.
  [[nodiscard]] bool empty() const noexcept { return text_.empty() && images_.empty(); }
  /// Whether there are images and nothing else.
  [[nodiscard]] bool has_only_images() const noexcept { return !images_.empty() && !has_text_; }
  /// Whether all text is in links.
  [[nodiscard]] bool has_only_links() const noexcept { return !has_unlinked_text_; }
  [[nodiscard]] bool is_all_bold() const noexcept { return has_text_ && !has_light_text_; }
  /// Whether the last that came was a line's end.
  [[nodiscard]] bool is_after_break() const noexcept { return line_breaks_ > 0; }
  [[nodiscard]] const std::vector<HtmlImage>& images() const noexcept { return images_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

  /// What the targets of links and images add to the text.
  [[nodiscard]] std::size_t target_bytes(const std::vector<std::string>& links) const;
  /// Moves text and spans into the block, with the links that are called 1, 2 … and is empty again.
  void move_into(Block& block, const std::vector<std::string>& links);
  std::string take_text();
  void clear();

 private:
  struct Run {
    std::size_t begin = 0;
    std::size_t end = 0;
    HtmlStyle style{};
  };

  void append(std::string_view text, const HtmlStyle& style);
  void append_space(const HtmlStyle& next);
  void note(std::string_view word, const HtmlStyle& style);

  std::string text_{};
  std::vector<Run> runs_{};
  std::vector<HtmlImage> images_{};
  bool space_is_due_ = false;
  int line_breaks_ = 0;
  bool has_text_ = false;
  bool has_unlinked_text_ = false;
  bool has_light_text_ = false;
};

}  // namespace docexport
