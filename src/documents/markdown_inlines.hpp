#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <md4c.h>

#include "docexport/model/content.hpp"

namespace docexport {

/// The text of an attribute of a link, an image or a code block, its references decoded.
std::string markdown_attribute(const MD_ATTRIBUTE& attribute);

/// Collects the text of one block or cell, and the spans in it.
class MarkdownInlines {
 public:
  /// `text_bytes`: the size of the whole text, which bounds what link targets may add to it; `document` is for
  /// messages.
  MarkdownInlines(std::size_t text_bytes, std::string document);

  void enter_span(MD_SPANTYPE type, const void* detail);
  void leave_span(MD_SPANTYPE type);
  void add_text(MD_TEXTTYPE type, std::string_view text);

  /// Moves text and spans into the block and is empty again.
  void move_into(Block& block);
  /// Moves the text alone, for a table's cell, which has no spans.
  std::string take_text();

  [[nodiscard]] bool empty() const noexcept { return text_.empty() && spans_.empty() && html_.empty(); }
  /// Tags of HTML that were left out so far.
  [[nodiscard]] std::uint64_t html_tags() const noexcept { return html_tags_; }
  /// Link and image targets that were left out, because a table's cell has no place for them.
  [[nodiscard]] std::uint64_t lost_targets() const noexcept { return lost_targets_; }

 private:
  struct Link {
    std::string target{};
    std::size_t text_begin = 0;
    std::size_t spans_before = 0;
  };

  void append(std::string_view text, bool code);
  void end_html();
  void add_span(std::size_t begin, bool code);
  void end_link(std::vector<Link>& links);

  std::string document_;
  std::string text_{};
  std::vector<Span> spans_{};
  std::string html_{};
  int bold_ = 0;
  int italic_ = 0;
  int code_ = 0;
  int strikethrough_ = 0;
  std::vector<Link> links_{};
  std::vector<Link> images_{};
  bool style_changed_ = false;
  std::uint64_t html_tags_ = 0;
  std::uint64_t lost_targets_ = 0;
  std::size_t target_bytes_ = 0;
  std::size_t max_target_bytes_ = 0;
};

}  // namespace docexport
