#include "documents/html_blocks.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/html_numerals.hpp"

namespace docexport {
namespace {

/// A link is written once and may hold many runs of text: this much larger than itself a page may become.
constexpr std::size_t target_growth = 16;
constexpr std::size_t always_allowed_bytes = std::size_t{1} << 20;

std::string_view trim_code(std::string_view code) {
  const std::size_t end = code.find_last_not_of(" \t\r\n");
  code = code.substr(0, end == std::string_view::npos ? 0 : end + 1);
  // Blanks of the first line with something in it are its indentation.
  const std::size_t first = code.find_first_not_of(" \t\r\n");
  const std::size_t line_end = first == std::string_view::npos ? first : code.substr(0, first).rfind('\n');
  return line_end == std::string_view::npos ? code : code.substr(line_end + 1);
}

}  // namespace

HtmlBlocks::HtmlBlocks(const HtmlSurvey& survey, PageFurniture furniture, std::size_t text_bytes, std::string name,
                       ContentSink& sink)
    : survey_(&survey),
      page_furniture_(furniture),
      name_(std::move(name)),
      sink_(&sink),
      max_target_bytes_(text_bytes * target_growth + always_allowed_bytes) {}

bool HtmlBlocks::is_in_item() const {
  return heading_level_ == 0 && captions_ == 0 && !frames_.empty() && frames_.back().kind == FrameKind::item &&
         !frames_.back().is_begun;
}

void HtmlBlocks::flush() {
  take_targets();
  const bool is_picture = inlines_.has_only_images() && (heading_level_ == 0 || inlines_.text().empty());
  if (is_picture) {
    push_pictures();
  } else if (!inlines_.empty()) {
    Block block = next_block();
    inlines_.move_into(block, links_);
    sink_->block(block);
  }
  inlines_.clear();
}

void HtmlBlocks::end_paragraph() {
  if (heading_level_ > 0) {
    inlines_.add_text(" ", {});
  } else if (is_in_item()) {
    inlines_.end_line();
  } else {
    flush();
  }
}

void HtmlBlocks::push_pictures() {
  for (const HtmlImage& image : inlines_.images()) {
    Block block{.label = is_set_apart() ? BlockLabel::page_header : BlockLabel::picture};
    block.text = inlines_.text().substr(image.begin, image.end - image.begin);
    if (!image.source.empty() || image.link > 0) {
      block.spans.push_back(
          {.end = block.text.size(), .link = image.link == 0 ? "" : links_.at(image.link - 1), .image = image.source});
    }
    sink_->block(block);
  }
}

Block HtmlBlocks::next_block() {
  if (is_set_apart() && heading_level_ == 0) {
    const bool is_footer = !furniture_.empty() && furniture_.back() == HtmlFurniture::footer;
    return {.label = is_footer ? BlockLabel::page_footer : BlockLabel::page_header};
  }
  if (heading_level_ > 0) {
    const bool is_shifted = survey_->title != nullptr && heading_level_ > 1;
    return heading_is_title_
               ? Block{.label = BlockLabel::title}
               : Block{.label = BlockLabel::section_header, .level = is_shifted ? heading_level_ - 1 : heading_level_};
  }
  if (captions_ > 0) {
    return {.label = BlockLabel::caption};
  }
  if (footnotes_ > 0) {
    return {.label = BlockLabel::footnote};
  }
  if (is_in_item()) {
    frames_.back().is_begun = true;
    return frames_.back().block;
  }
  const bool is_quote = !frames_.empty() && frames_.back().kind == FrameKind::quote;
  return is_quote ? Block{.label = BlockLabel::quote, .level = quotes_} : Block{.label = BlockLabel::paragraph};
}

bool HtmlBlocks::is_set_apart() const {
  if (!furniture_.empty()) {
    return true;
  }
  return page_furniture_ == PageFurniture::set_apart && survey_->has_headings && !had_heading_ &&
         inlines_.has_only_links();
}

void HtmlBlocks::take_targets() {
  target_bytes_ += inlines_.target_bytes(links_);
  if (target_bytes_ > max_target_bytes_) {
    throw Error(ErrorKind::limit,
                fmt::format("{}: its link targets are repeated until they are many times the size of the page", name_));
  }
}

void HtmlBlocks::begin_heading(const GumboNode& node, int level) {
  flush();
  // A heading of the navigation is part of it.
  heading_level_ = furniture_.empty() ? level : 0;
  heading_is_title_ = &node == survey_->title && furniture_.empty();
}

void HtmlBlocks::end_heading() {
  flush();
  had_heading_ = had_heading_ || heading_level_ > 0;
  heading_level_ = 0;
  heading_is_title_ = false;
}

void HtmlBlocks::begin_list(const HtmlList& list) {
  flush();
  const int level = nested_level();
  frames_.push_back({.kind = FrameKind::list, .level = level, .list = list});
}

void HtmlBlocks::end_list() {
  flush();
  frames_.pop_back();
}

int HtmlBlocks::nested_level() const {
  const auto found =
      std::find_if(frames_.rbegin(), frames_.rend(), [](const Frame& frame) { return frame.kind != FrameKind::quote; });
  if (found == frames_.rend()) {
    return 0;
  }
  // A definition that is nothing but a list is that list.
  return found->is_definition && !found->is_begun ? found->level : found->level + 1;
}

void HtmlBlocks::begin_item(HtmlItem kind, std::optional<std::int64_t> number) {
  flush();
  Frame item{.kind = FrameKind::item, .level = nested_level(), .is_definition = kind == HtmlItem::definition};
  item.block = {.label = BlockLabel::list_item, .marker = "-"};
  if (!frames_.empty() && frames_.back().kind == FrameKind::list) {
    Frame& frame = frames_.back();
    item.level = frame.level + (kind == HtmlItem::definition && frame.has_term ? 1 : 0);
    frame.has_term = frame.has_term || kind == HtmlItem::term;
    item.block.ordered = frame.list.ordered;
    if (frame.list.ordered) {
      const std::int64_t own = number.value_or(frame.list.next_number);
      frame.list.next_number = own + frame.list.step;
      item.block.marker = html_numeral(own, frame.list.numerals) + ".";
    }
  }
  item.block.level = item.level;
  frames_.push_back(std::move(item));
}

void HtmlBlocks::end_item() {
  flush();
  frames_.pop_back();
}

void HtmlBlocks::check_item(bool checked) {
  if (is_in_item() && inlines_.empty() && !frames_.back().block.checked) {
    frames_.back().block.checked = checked;
  }
}

void HtmlBlocks::begin_quote() {
  flush();
  ++quotes_;
  frames_.push_back({.kind = FrameKind::quote});
}

void HtmlBlocks::end_quote() {
  flush();
  --quotes_;
  frames_.pop_back();
}

void HtmlBlocks::begin_caption() {
  flush();
  ++captions_;
}

void HtmlBlocks::end_caption() {
  flush();
  --captions_;
}

void HtmlBlocks::begin_footnote() {
  flush();
  ++footnotes_;
}

void HtmlBlocks::end_footnote() {
  flush();
  --footnotes_;
}

void HtmlBlocks::begin_furniture(HtmlFurniture furniture) {
  flush();
  furniture_.push_back(furniture);
}

void HtmlBlocks::end_furniture() {
  flush();
  furniture_.pop_back();
}

void HtmlBlocks::add_code(std::string_view language) {
  if (inlines_.has_only_images()) {
    return flush();
  }
  const std::string text = inlines_.take_text();
  const Block block{.label = BlockLabel::code, .text = std::string(trim_code(text)), .language = std::string(language)};
  if (!block.text.empty()) {
    sink_->block(block);
  }
}

void HtmlBlocks::add_formula(std::string_view formula) {
  flush();
  sink_->block({.label = BlockLabel::formula, .text = std::string(formula)});
}

void HtmlBlocks::add_rule() {
  flush();
  if (furniture_.empty()) {
    sink_->block({.label = BlockLabel::horizontal_rule});
  }
}

}  // namespace docexport
