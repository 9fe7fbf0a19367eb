#include "formats/emphasis_nesting.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "formats/ascii.hpp"
#include "formats/styled_runs.hpp"

namespace docexport {

namespace {

constexpr unsigned star_emphasis = bold_emphasis | italic_emphasis;

struct Range {
  unsigned first = 0;
  unsigned last = 0;
};

constexpr std::array<Range, 6> blank_ranges = {
    {{0xA0, 0xA0}, {0x1680, 0x1680}, {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}}};

/// Where Unicode's punctuation and symbols are in everyday text.
constexpr std::array<Range, 17> punctuation_ranges = {{{0xA1, 0xA9},
                                                       {0xAB, 0xB4},
                                                       {0xB6, 0xB8},
                                                       {0xBB, 0xBB},
                                                       {0xBF, 0xBF},
                                                       {0xD7, 0xD7},
                                                       {0xF7, 0xF7},
                                                       {0x2010, 0x2027},
                                                       {0x2030, 0x205E},
                                                       {0x20A0, 0x20CF},
                                                       {0x2190, 0x2BFF},
                                                       {0x3001, 0x3020},
                                                       {0x30FB, 0x30FB},
                                                       {0xFE10, 0xFE6F},
                                                       {0xFF01, 0xFF0F},
                                                       {0xFF1A, 0xFF20},
                                                       {0xFF3B, 0xFF65}}};

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, unsigned value) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [value](const Range& range) { return value >= range.first && value <= range.last; });
}

/// The code point of valid UTF-8.
unsigned decode(std::string_view sequence) {
  const auto lead = static_cast<unsigned char>(sequence.front());
  unsigned value = sequence.size() == 1 ? lead : lead & (0x7FU >> sequence.size());
  for (const char byte : sequence.substr(1)) {
    value = (value << 6U) | (static_cast<unsigned char>(byte) & 0x3FU);
  }
  return value;
}

EdgeKind kind_of(std::string_view sequence) {
  if (sequence.size() == 1) {
    const char byte = sequence.front();
    return is_ascii_punctuation(byte) ? EdgeKind::punctuation : byte <= ' ' ? EdgeKind::blank : EdgeKind::letter;
  }
  const unsigned value = decode(sequence);
  return is_in(blank_ranges, value)         ? EdgeKind::blank
         : is_in(punctuation_ranges, value) ? EdgeKind::punctuation
                                            : EdgeKind::letter;
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

bool can_open(EdgeKind before, EdgeKind after) {
  return after == EdgeKind::letter || (after == EdgeKind::punctuation && before != EdgeKind::letter);
}

void clear_forward(std::span<EmphasisedRun> runs, std::size_t index, unsigned emphasis) {
  for (; index < runs.size() && (runs[index].emphasis & emphasis) != 0; ++index) {
    runs[index].emphasis &= ~emphasis;
  }
}

void clear_backward(std::span<EmphasisedRun> runs, std::size_t end, unsigned emphasis) {
  for (; end > 0 && (runs[end - 1].emphasis & emphasis) != 0; --end) {
    runs[end - 1].emphasis &= ~emphasis;
  }
}

/// Walks over the places between runs, from left to right.
class EmphasisLimits {
 public:
  explicit EmphasisLimits(std::span<EmphasisedRun> runs) : runs_(runs) {}

  void apply(EdgeKind before, EdgeKind after) {
    for (std::size_t index = 0; index <= runs_.size(); ++index) {
      const EdgeKind left = index == 0 ? before : runs_[index - 1].last;
      const EdgeKind right = index == runs_.size() ? after : runs_[index].first;
      clear_unflanked(index, left, right);
      clear_nested(index, left, right);
      clear_colliding(index);
    }
  }

 private:
  static constexpr std::array<unsigned, 3> each_emphasis = {bold_emphasis, italic_emphasis, struck_emphasis};

  [[nodiscard]] unsigned before(std::size_t index) const { return index == 0 ? 0U : runs_[index - 1].emphasis; }
  [[nodiscard]] unsigned after(std::size_t index) const { return index == runs_.size() ? 0U : runs_[index].emphasis; }

  void clear_unflanked(std::size_t index, EdgeKind left, EdgeKind right) {
    for (const unsigned emphasis : each_emphasis) {
      const bool is_on_left = (before(index) & emphasis) != 0;
      const bool is_on_right = (after(index) & emphasis) != 0;
      if (is_on_left && !is_on_right && !can_open(right, left)) {
        clear_backward(runs_, index, emphasis);
      } else if (!is_on_left && is_on_right && !can_open(left, right)) {
        clear_forward(runs_, index, emphasis);
      }
    }
  }

  /// Where two kinds of delimiters stand side by side, the outer one has the inner one, which is punctuation, beside
  /// it.
  void clear_nested(std::size_t index, EdgeKind left, EdgeKind right) {
    const unsigned ending = before(index) & ~after(index);
    const unsigned beginning = after(index) & ~before(index);
    if ((ending & struck_emphasis) != 0 && (ending & star_emphasis) != 0 && right == EdgeKind::letter) {
      clear_backward(runs_, index, struck_emphasis);
    }
    if ((beginning & struck_emphasis) != 0 && (beginning & star_emphasis) != 0 && left == EdgeKind::letter) {
      clear_forward(runs_, index, struck_emphasis);
    }
  }

  /// Inside a word or beside punctuation, stars that begin or end one emphasis in or after another are ambiguous.
  void clear_colliding(std::size_t index) {
    const unsigned left = before(index) & star_emphasis;
    const unsigned right = after(index) & star_emphasis;
    if (left == 0 || right == 0 || left == right) {
      return;
    }
    const unsigned common = left & right;
    clear_forward(runs_, index, right & ~common);
    if (common != 0) {
      clear_backward(runs_, index, left & ~common);
    }
  }

  std::span<EmphasisedRun> runs_;
};

}  // namespace

EdgeKind first_edge(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && is_continuation(text[length])) {
    ++length;
  }
  return text.empty() ? EdgeKind::blank : kind_of(text.substr(0, length));
}

EdgeKind last_edge(std::string_view text) {
  if (text.empty()) {
    return EdgeKind::blank;
  }
  std::size_t begin = text.size() - 1;
  while (begin > 0 && is_continuation(text[begin])) {
    --begin;
  }
  return kind_of(text.substr(begin));
}

std::size_t emphasis_length(std::span<const EmphasisedRun> runs, std::size_t index, unsigned emphasis) {
  std::size_t length = 0;
  while (index + length < runs.size() && (runs[index + length].emphasis & emphasis) != 0) {
    ++length;
  }
  return length;
}

void keep_expressible_emphasis(std::span<EmphasisedRun> runs, EdgeKind before, EdgeKind after) {
  EmphasisLimits(runs).apply(before, after);
}

}  // namespace docexport
