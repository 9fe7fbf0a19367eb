#include "documents/markdown_inlines.hpp"

#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/html_entities.hpp"
#include "documents/html_text.hpp"

namespace docexport {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";
/// Link definitions are written once and used often: this much larger than itself a text may become.
constexpr std::size_t target_growth = 16;
constexpr std::size_t always_allowed_bytes = std::size_t{1} << 20;

std::string decode_piece(MD_TEXTTYPE type, std::string_view text) {
  if (type == MD_TEXT_ENTITY) {
    return decode_entity(text);
  }
  return std::string(type == MD_TEXT_NULLCHAR ? replacement : text);
}

}  // namespace

std::string markdown_attribute(const MD_ATTRIBUTE& attribute) {
  std::string text;
  for (std::size_t index = 0; attribute.size > 0 && attribute.substr_offsets[index] < attribute.size; ++index) {
    const MD_OFFSET begin = attribute.substr_offsets[index];
    const MD_OFFSET end = attribute.substr_offsets[index + 1];
    text += decode_piece(attribute.substr_types[index], {attribute.text + begin, std::size_t{end} - begin});
  }
  return text;
}

MarkdownInlines::MarkdownInlines(std::size_t text_bytes, std::string document)
    : document_(std::move(document)), max_target_bytes_(text_bytes * target_growth + always_allowed_bytes) {}

void MarkdownInlines::enter_span(MD_SPANTYPE type, const void* detail) {
  end_html();
  style_changed_ = true;
  switch (type) {
    case MD_SPAN_EM:
      ++italic_;
      break;
    case MD_SPAN_STRONG:
      ++bold_;
      break;
    case MD_SPAN_CODE:
      ++code_;
      break;
    case MD_SPAN_DEL:
      ++strikethrough_;
      break;
    case MD_SPAN_A:
      links_.push_back(
          {markdown_attribute(static_cast<const MD_SPAN_A_DETAIL*>(detail)->href), text_.size(), spans_.size()});
      break;
    case MD_SPAN_IMG:
      images_.push_back(
          {markdown_attribute(static_cast<const MD_SPAN_IMG_DETAIL*>(detail)->src), text_.size(), spans_.size()});
      break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
      break;
  }
}

void MarkdownInlines::leave_span(MD_SPANTYPE type) {
  end_html();
  style_changed_ = true;
  switch (type) {
    case MD_SPAN_EM:
      --italic_;
      break;
    case MD_SPAN_STRONG:
      --bold_;
      break;
    case MD_SPAN_CODE:
      --code_;
      break;
    case MD_SPAN_DEL:
      --strikethrough_;
      break;
    case MD_SPAN_A:
      end_link(links_);
      break;
    case MD_SPAN_IMG:
      end_link(images_);
      break;
    case MD_SPAN_LATEXMATH:
    case MD_SPAN_LATEXMATH_DISPLAY:
    case MD_SPAN_WIKILINK:
    case MD_SPAN_U:
      break;
  }
}

/// A link or image without any text still leaves a span, so that its target is not lost.
void MarkdownInlines::end_link(std::vector<Link>& links) {
  // md4c leaves a link that it never entered where an image's target is none: ![i]([j)](k).
  if (links.empty()) {
    return;
  }
  if (links.back().spans_before == spans_.size() && links.back().text_begin == text_.size()) {
    add_span(text_.size(), false);
  }
  links.pop_back();
}

void MarkdownInlines::add_text(MD_TEXTTYPE type, std::string_view text) {
  if (type == MD_TEXT_HTML) {
    html_ += text;
    return;
  }
  end_html();
  switch (type) {
    case MD_TEXT_BR:
      append("\n", false);
      break;
    case MD_TEXT_SOFTBR:
      append(" ", false);
      break;
    case MD_TEXT_CODE:
      append(text, code_ > 0);
      break;
    case MD_TEXT_ENTITY:
    case MD_TEXT_NULLCHAR:
      append(decode_piece(type, text), false);
      break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_LATEXMATH:
    case MD_TEXT_HTML:
      append(text, false);
      break;
  }
}

void MarkdownInlines::append(std::string_view text, bool code) {
  const std::size_t begin = text_.size();
  text_ += text;
  if (begin == text_.size()) {
    return;
  }
  const bool continues = !style_changed_ && !spans_.empty() && spans_.back().end == begin && spans_.back().code == code;
  const bool styled = code || bold_ + italic_ + strikethrough_ > 0 || !links_.empty() || !images_.empty();
  if (styled && continues) {
    spans_.back().end = text_.size();
  } else if (styled) {
    add_span(begin, code);
  }
  style_changed_ = false;
}

void MarkdownInlines::end_html() {
  if (!html_.empty()) {
    const std::size_t begin = text_.size();
    html_tags_ += append_html_text(text_, html_);
    html_.clear();
    style_changed_ = style_changed_ || begin != text_.size();
  }
}

void MarkdownInlines::add_span(std::size_t begin, bool code) {
  Span span{.begin = begin,
            .end = text_.size(),
            .bold = bold_ > 0,
            .italic = italic_ > 0,
            .code = code,
            .strikethrough = strikethrough_ > 0};
  span.link = links_.empty() ? "" : links_.back().target;
  span.image = images_.empty() ? "" : images_.front().target;
  target_bytes_ += span.link.size() + span.image.size();
  if (target_bytes_ > max_target_bytes_) {
    throw Error(
        ErrorKind::limit,
        fmt::format("{}: its link targets are repeated until they are many times the size of the text", document_));
  }
  spans_.push_back(std::move(span));
}

void MarkdownInlines::move_into(Block& block) {
  end_html();
  block.text = std::exchange(text_, {});
  block.spans = std::exchange(spans_, {});
}

std::string MarkdownInlines::take_text() {
  end_html();
  for (const Span& span : std::exchange(spans_, {})) {
    lost_targets_ += span.link.empty() && span.image.empty() ? 0U : 1U;
  }
  return std::exchange(text_, {});
}

}  // namespace docexport
