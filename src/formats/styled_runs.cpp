#include "formats/styled_runs.hpp"

#include <algorithm>
#include <array>

#include "formats/text_line.hpp"

namespace docexport {

namespace {

constexpr std::string_view run_white_space = " \t\n";

bool is_inside_character(std::string_view text, std::size_t offset) {
  return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
}

/// An offset inside the text and between two characters.
std::size_t usable_offset(std::string_view text, std::size_t offset) {
  std::size_t usable = std::min(offset, text.size());
  while (usable > 0 && is_inside_character(text, usable)) {
    --usable;
  }
  return usable;
}

/// Goes over the spans from left to right and knows the style at each offset.
class StyleSweep {
 public:
  explicit StyleSweep(const Block& block) : text_(block.text) {
    for (const Span& span : block.spans) {
      const std::size_t begin = usable_offset(text_, span.begin);
      const std::size_t end = usable_offset(text_, span.end);
      const bool is_target = !span.link.empty() || !span.image.empty();
      if (begin < end || (begin == end && is_target)) {
        events_.push_back({.offset = begin, .is_begin = true, .span = &span, .end = end});
        events_.push_back({.offset = end, .is_begin = false, .span = &span, .end = end});
      }
    }
    // What has no text begins and ends at one place; everything else that ends there ends before.
    std::stable_sort(events_.begin(), events_.end(), [](const Event& left, const Event& right) {
      return std::pair(left.offset, left.rank()) < std::pair(right.offset, right.rank());
    });
  }

  std::vector<StyledRun> run() {
    std::size_t position = 0;
    for (const Event& event : events_) {
      add_run(position, event.offset);
      position = event.offset;
      apply(event);
    }
    add_run(position, text_.size());
    return std::move(runs_);
  }

 private:
  struct Event {
    std::size_t offset = 0;
    bool is_begin = false;
    const Span* span = nullptr;
    std::size_t end = 0;

    [[nodiscard]] bool is_empty() const { return is_begin ? offset == end : false; }
    [[nodiscard]] int rank() const { return is_begin ? 1 : 0; }
  };

  void apply(const Event& event) {
    const Span& span = *event.span;
    if (event.is_empty()) {
      runs_.push_back({.link = link_ != nullptr ? link_->link : span.link, .image = span.image});
      return;
    }
    const int step = event.is_begin ? 1 : -1;
    bold_ += span.bold ? step : 0;
    italic_ += span.italic ? step : 0;
    struck_ += span.strikethrough ? step : 0;
    code_ += span.code ? step : 0;
    choose_target(link_, span, event.is_begin && !span.link.empty());
    choose_target(image_, span, event.is_begin && !span.image.empty());
  }

  static void choose_target(const Span*& chosen, const Span& span, bool begins) {
    if (begins && chosen == nullptr) {
      chosen = &span;
    } else if (!begins && chosen == &span) {
      chosen = nullptr;
    }
  }

  void add_run(std::size_t begin, std::size_t end) {
    if (begin == end) {
      return;
    }
    StyledRun run;
    run.text = readable_text(std::string_view(text_).substr(begin, end - begin));
    run.emphasis =
        (bold_ > 0 ? bold_emphasis : 0U) | (italic_ > 0 ? italic_emphasis : 0U) | (struck_ > 0 ? struck_emphasis : 0U);
    run.is_code = code_ > 0;
    run.link = link_ != nullptr ? link_->link : "";
    run.image = image_ != nullptr ? image_->image : "";
    runs_.push_back(std::move(run));
  }

  std::string_view text_;
  std::vector<Event> events_;
  std::vector<StyledRun> runs_;
  const Span* link_ = nullptr;
  const Span* image_ = nullptr;
  int bold_ = 0;
  int italic_ = 0;
  int struck_ = 0;
  int code_ = 0;
};

/// Emphasis must begin and end at something visible; in front of and behind code and images it does.
void split_blank_ends(const StyledRun& run, std::vector<StyledRun>& split) {
  const std::size_t first = run.text.find_first_not_of(run_white_space);
  const bool is_text = !run.is_code && run.image.empty();
  if (!is_text || run.emphasis == 0 || run.text.empty()) {
    split.push_back(run);
    return;
  }
  const std::size_t begin = first == std::string::npos ? run.text.size() : first;
  const std::size_t end = first == std::string::npos ? begin : run.text.find_last_not_of(run_white_space) + 1;
  const std::array<std::pair<std::string, unsigned>, 3> parts = {{{run.text.substr(0, begin), 0U},
                                                                  {run.text.substr(begin, end - begin), run.emphasis},
                                                                  {run.text.substr(end), 0U}}};
  for (const auto& [text, emphasis] : parts) {
    if (!text.empty()) {
      split.push_back({.text = text, .emphasis = emphasis, .link = run.link});
    }
  }
}

/// Two spans of code beside each other would be one to a parser, whatever their emphasis.
bool belong_together(const StyledRun& left, const StyledRun& right) {
  if (left.link != right.link || left.image != right.image || left.text.empty() || right.text.empty()) {
    return false;
  }
  const bool is_whole = !left.image.empty() || (left.is_code && right.is_code);
  return is_whole || (left.emphasis == right.emphasis && left.is_code == right.is_code);
}

}  // namespace

std::vector<StyledRun> styled_runs(const Block& block) {
  std::vector<StyledRun> split;
  for (const StyledRun& run : StyleSweep(block).run()) {
    split_blank_ends(run, split);
  }
  std::vector<StyledRun> joined;
  for (StyledRun& run : split) {
    if (!joined.empty() && belong_together(joined.back(), run)) {
      joined.back().text += run.text;
    } else {
      joined.push_back(std::move(run));
    }
  }
  return joined;
}

}  // namespace docexport
