#include "formats/markdown_inlines.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "formats/emphasis_nesting.hpp"
#include "formats/markdown_text.hpp"
#include "formats/styled_runs.hpp"
#include "formats/text_line.hpp"

namespace docexport {

namespace {

std::string_view delimiter_of(unsigned emphasis) {
  return emphasis == bold_emphasis ? "**" : emphasis == italic_emphasis ? "*" : "~~";
}

std::size_t longest_run(std::string_view text, char byte) {
  std::size_t longest = 0;
  std::size_t current = 0;
  for (const char other : text) {
    current = other == byte ? current + 1 : 0;
    longest = std::max(longest, current);
  }
  return longest;
}

std::string code_span(const std::string& text) {
  std::string code = text;
  std::replace(code.begin(), code.end(), '\n', ' ');
  const std::string fence(longest_run(code, '`') + 1, '`');
  // A parser takes away one blank at each end, unless there is nothing else.
  const bool is_blank = code.find_first_not_of(' ') == std::string::npos;
  const bool touches_fence = code.starts_with('`') || code.ends_with('`');
  const bool is_padded = touches_fence || (!is_blank && code.starts_with(' ') && code.ends_with(' '));
  const std::string_view padding = is_padded ? " " : "";
  return fence + std::string(padding) + code + std::string(padding) + fence;
}

/// Writes the runs that share a link, or that have none.
class InlineGroup {
 public:
  InlineGroup(std::span<const StyledRun> runs, const MarkdownEscapes& escapes, std::string& markdown)
      : runs_(runs), escapes_(escapes), markdown_(markdown) {}

  /// `next` is the byte that will follow, 0 at the end.
  void append(EdgeKind before, EdgeKind after, char next) {
    for (const StyledRun& run : runs_) {
      const bool is_markup = run.is_code || !run.image.empty();
      emphasised_.push_back({.emphasis = run.emphasis,
                             .first = is_markup ? EdgeKind::punctuation : first_edge(run.text),
                             .last = is_markup ? EdgeKind::punctuation : last_edge(run.text)});
    }
    keep_expressible_emphasis(emphasised_, before, after);
    for (std::size_t index = 0; index < runs_.size(); ++index) {
      change_emphasis(index, emphasised_[index].emphasis);
      append_run(index, next);
    }
    change_emphasis(runs_.size(), 0);
  }

 private:
  void change_emphasis(std::size_t index, unsigned wanted) {
    const auto first_ended =
        std::find_if(open_.begin(), open_.end(), [&](unsigned open) { return (wanted & open) == 0; });
    // What was opened inside of it ends too, and begins again if it goes on.
    for (auto kept = static_cast<std::size_t>(first_ended - open_.begin()); open_.size() > kept; open_.pop_back()) {
      markdown_ += delimiter_of(open_.back());
    }
    std::vector<unsigned> opening;
    for (const unsigned emphasis : {bold_emphasis, italic_emphasis, struck_emphasis}) {
      const bool is_open = std::find(open_.begin(), open_.end(), emphasis) != open_.end();
      if ((wanted & emphasis) != 0 && !is_open) {
        opening.push_back(emphasis);
      }
    }
    // What lasts longest is outermost.
    std::stable_sort(opening.begin(), opening.end(), [&](unsigned left, unsigned right) {
      return emphasis_length(emphasised_, index, left) > emphasis_length(emphasised_, index, right);
    });
    for (const unsigned emphasis : opening) {
      markdown_ += delimiter_of(emphasis);
      open_.push_back(emphasis);
    }
  }

  void append_run(std::size_t index, char next) {
    const StyledRun& run = runs_[index];
    if (!run.image.empty()) {
      append_image(run);
    } else if (run.is_code) {
      markdown_ += run.text.empty() ? "" : code_span(run.text);
    } else {
      append_markdown_text(markdown_, run.text, escapes_, byte_after(index, next));
    }
  }

  void append_image(const StyledRun& run) {
    markdown_ += "![";
    append_markdown_text(markdown_, run.text, escapes_, ']');
    markdown_ += "](";
    markdown_ += markdown_target(run.image);
    markdown_ += ')';
  }

  /// What follows a run of text, as far as escaping depends on it.
  [[nodiscard]] char byte_after(std::size_t index, char next) const {
    if (index + 1 == runs_.size()) {
      return emphasised_[index].emphasis != 0 ? '*' : next;
    }
    if (emphasised_[index].emphasis != emphasised_[index + 1].emphasis) {
      return '*';
    }
    const StyledRun& following = runs_[index + 1];
    return !following.image.empty() ? '!' : following.is_code || following.text.empty() ? '`' : following.text.front();
  }

  std::span<const StyledRun> runs_;
  const MarkdownEscapes& escapes_;
  std::string& markdown_;
  std::vector<EmphasisedRun> emphasised_;
  std::vector<unsigned> open_;
};

/// Spans divide the text, and add markup that a lone character of it could pair with.
MarkdownEscapes escapes_of(const Block& block) {
  MarkdownEscapes escapes = choose_escapes(readable_text(block.text));
  if (!block.spans.empty()) {
    escapes.stars = true;
    escapes.underscores = true;
    escapes.tildes = true;
  }
  for (const Span& span : block.spans) {
    escapes.brackets = escapes.brackets || !span.link.empty() || !span.image.empty();
  }
  return escapes;
}

}  // namespace

std::string markdown_inlines(const Block& block) {
  const MarkdownEscapes escapes = escapes_of(block);
  const std::vector<StyledRun> runs = styled_runs(block);
  std::string markdown;
  for (std::size_t begin = 0; begin < runs.size();) {
    const std::string& link = runs[begin].link;
    std::size_t end = begin;
    while (end < runs.size() && runs[end].link == link) {
      ++end;
    }
    InlineGroup group(std::span<const StyledRun>(runs).subspan(begin, end - begin), escapes, markdown);
    const bool is_last = end == runs.size();
    if (link.empty()) {
      group.append(begin == 0 ? EdgeKind::blank : EdgeKind::punctuation,
                   is_last ? EdgeKind::blank : EdgeKind::punctuation, is_last ? '\0' : '[');
    } else {
      markdown += '[';
      group.append(EdgeKind::punctuation, EdgeKind::punctuation, ']');
      markdown += "](" + markdown_target(link) + ')';
    }
    begin = end;
  }
  return markdown;
}

}  // namespace docexport
