#include "documents/html_inlines.hpp"

#include <algorithm>
#include <utility>

#include "documents/html_tree.hpp"

namespace docexport {
namespace {

constexpr int most_empty_lines = 1;

HtmlStyle common_style(const HtmlStyle& left, const HtmlStyle& right) {
  return {.bold = left.bold && right.bold,
          .italic = left.italic && right.italic,
          .code = left.code && right.code,
          .strikethrough = left.strikethrough && right.strikethrough,
          .link = left.link == right.link ? left.link : 0};
}

/// No-break spaces and the like, which alone are no text.
bool is_blank(std::string_view word) {
  while (word.starts_with("\xC2\xA0") || word.starts_with("\xE2\x80\x8B")) {
    word.remove_prefix(word.starts_with("\xC2\xA0") ? 2 : 3);
  }
  return word.empty();
}

}  // namespace

void HtmlInlines::add_text(std::string_view text, const HtmlStyle& style) {
  std::size_t position = 0;
  while (position < text.size()) {
    std::size_t end = position;
    while (end < text.size() && !is_html_space(text[end])) {
      ++end;
    }
    if (end > position) {
      const std::string_view word = text.substr(position, end - position);
      // Alone in a block it keeps the block's place in a page, and is not its text.
      if (!text_.empty() || !is_blank(word)) {
        note(word, style);
        append_space(style);
        append(word, style);
      }
    }
    space_is_due_ = end < text.size() || (end == position && space_is_due_);
    position = end + 1;
  }
}

void HtmlInlines::add_preformatted(std::string_view text, const HtmlStyle& style) {
  append_space(style);
  note(text, style);
  append(text, style);
}

void HtmlInlines::break_line() {
  space_is_due_ = false;
  line_breaks_ += text_.empty() ? 0 : 1;
}

void HtmlInlines::end_line() {
  if (line_breaks_ == 0) {
    break_line();
  }
}

void HtmlInlines::add_image(std::string_view alternative, std::string source, const HtmlStyle& style) {
  const std::string words = collapse_white_space(alternative);
  if (!words.empty()) {
    append_space(style);
  }
  const std::size_t begin = text_.size();
  text_ += words;
  images_.push_back({.source = std::move(source), .begin = begin, .end = text_.size(), .link = style.link});
}

void HtmlInlines::note(std::string_view word, const HtmlStyle& style) {
  if (!is_blank(word)) {
    has_text_ = true;
    has_unlinked_text_ = has_unlinked_text_ || style.link == 0;
    has_light_text_ = has_light_text_ || !style.bold;
  }
}

/// What lies between the text so far and what comes now.
void HtmlInlines::append_space(const HtmlStyle& next) {
  const int breaks = std::exchange(line_breaks_, 0);
  const bool space = std::exchange(space_is_due_, false);
  if (text_.empty()) {
    return;
  }
  const HtmlStyle last = !runs_.empty() && runs_.back().end == text_.size() ? runs_.back().style : HtmlStyle{};
  if (breaks > 0) {
    append(std::string_view("\n\n").substr(0, static_cast<std::size_t>(std::min(breaks, most_empty_lines + 1))),
           common_style(last, next));
  } else if (space && !text_.ends_with('\n')) {
    append(" ", common_style(last, next));
  }
}

void HtmlInlines::append(std::string_view text, const HtmlStyle& style) {
  const std::size_t begin = text_.size();
  text_ += text;
  if (style == HtmlStyle{}) {
    return;
  }
  if (!runs_.empty() && runs_.back().end == begin && runs_.back().style == style) {
    runs_.back().end = text_.size();
  } else {
    runs_.push_back({.begin = begin, .end = text_.size(), .style = style});
  }
}

std::size_t HtmlInlines::target_bytes(const std::vector<std::string>& links) const {
  const auto size_of = [&links](std::size_t link) { return link == 0 ? 0 : links.at(link - 1).size(); };
  std::size_t bytes = 0;
  for (const Run& run : runs_) {
    bytes += size_of(run.style.link);
  }
  for (const HtmlImage& image : images_) {
    bytes += size_of(image.link) + image.source.size();
  }
  return bytes;
}

void HtmlInlines::move_into(Block& block, const std::vector<std::string>& links) {
  for (const Run& run : runs_) {
    block.spans.push_back({.begin = run.begin,
                           .end = run.end,
                           .bold = run.style.bold,
                           .italic = run.style.italic,
                           .code = run.style.code,
                           .strikethrough = run.style.strikethrough,
                           .link = run.style.link == 0 ? "" : links.at(run.style.link - 1)});
  }
  for (HtmlImage& image : images_) {
    if (!image.source.empty()) {
      block.spans.push_back({.begin = image.begin,
                             .end = image.end,
                             .link = image.link == 0 ? "" : links.at(image.link - 1),
                             .image = std::move(image.source)});
    }
  }
  std::stable_sort(block.spans.begin(), block.spans.end(),
                   [](const Span& left, const Span& right) { return left.begin < right.begin; });
  block.text = std::exchange(text_, {});
  clear();
}

std::string HtmlInlines::take_text() {
  std::string text = std::exchange(text_, {});
  clear();
  return text;
}

void HtmlInlines::clear() {
  *this = HtmlInlines();
}

}  // namespace docexport
