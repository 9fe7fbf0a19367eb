#include "documents/pdf_line_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>

#include "documents/pdf_bidi.hpp"
#include "documents/pdf_links.hpp"
#include "documents/pdf_list_marker.hpp"
#include "documents/pdf_segments.hpp"
#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

/// In units of the font size.
constexpr double blank_gap = 0.15;
constexpr double gap_despite_blank = 0.02;
constexpr double wide_gap = 2;
constexpr double printed_twice = 0.2;

constexpr double note_mark_size = 0.85;
constexpr double mostly_fixed_width = 0.8;
constexpr double usual_fixed_advance = 0.6;
constexpr std::size_t most_blanks_in_a_gap = 40;

/// How many characters of a line have each style.
struct StyleCounts {
  std::map<std::pair<int, double>, std::size_t> by_font_and_size{};
  std::size_t all = 0;
  std::size_t bold = 0;
  std::size_t italic = 0;
  std::size_t fixed_width = 0;
};

/// Bold type is sometimes made by drawing the same word twice, a little apart.
bool repeats(const PdfWord& word, const PdfWord& previous) {
  return word.text == previous.text && std::abs(word.box.left - previous.box.left) < printed_twice * word.size &&
         std::abs(word.baseline - previous.baseline) < printed_twice * word.size;
}

/// A small raised number at the beginning of a line belongs to no word.
bool is_note_mark(const PdfWord& first, double size, double baseline) {
  return first.size <= note_mark_size * size && first.baseline < baseline;
}

std::size_t blanks_between(const PdfWord& previous, const PdfWord& word, bool is_fixed_width, bool is_first_gap) {
  const double size = std::max(previous.size, word.size);
  const double gap = word.box.left - previous.box.right;
  const bool is_blank = gap > blank_gap * size || (previous.space_after && gap > gap_despite_blank * size);
  if (!is_blank || !is_fixed_width) {
    return is_blank || (is_first_gap && is_note_mark(previous, word.size, word.baseline)) ? 1 : 0;
  }
  const double advance = usual_fixed_advance * size;
  return std::clamp(static_cast<std::size_t>(std::lround(gap / advance)), std::size_t{1}, most_blanks_in_a_gap);
}

/// "5.1" and "(iii)" often stand far from the words that they number.
bool is_number_before_text(std::string_view word) {
  return is_list_marker(word) || word.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool is_gap_between_cells(const PdfWord& previous, const PdfWord& word, bool is_first_gap) {
  const double gap = word.box.left - previous.box.right;
  return gap > wide_gap * std::max(word.size, previous.size) && !(is_first_gap && is_number_before_text(previous.text));
}

/// The dots of a table of contents.
bool has_leader(std::string_view text) {
  return text.find(". . . .") != std::string_view::npos || text.find(".....") != std::string_view::npos;
}

const PdfFont& font_of(const PdfWord& word, const std::vector<PdfFont>& fonts) {
  static const PdfFont unknown;
  const auto index = static_cast<std::size_t>(word.font);
  return index < fonts.size() ? fonts[index] : unknown;
}

StyleCounts count_styles(std::span<const std::size_t> members, const std::vector<PdfWord>& words,
                         const std::vector<PdfFont>& fonts) {
  StyleCounts counts;
  for (const std::size_t index : members) {
    const PdfWord& word = words[index];
    const PdfFont& font = font_of(word, fonts);
    const std::size_t characters = count_characters(word.text);
    counts.by_font_and_size[{word.font, word.size}] += characters;
    counts.all += characters;
    counts.bold += font.bold ? characters : 0;
    counts.italic += font.italic ? characters : 0;
    counts.fixed_width += font.fixed_width ? characters : 0;
  }
  return counts;
}

bool is_most(std::size_t part, std::size_t all) {
  return static_cast<double>(part) >= mostly_fixed_width * static_cast<double>(all);
}

void set_style(PdfLine& line, const StyleCounts& counts, const std::vector<PdfFont>& fonts) {
  const auto most = std::max_element(counts.by_font_and_size.begin(), counts.by_font_and_size.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto font = static_cast<std::size_t>(most->first.first);
  line.font_name = font < fonts.size() ? fonts[font].name : std::string();
  line.size = most->first.second;
  line.characters = counts.all;
  line.bold = is_most(counts.bold, counts.all);
  line.italic = is_most(counts.italic, counts.all);
  line.fixed_width = is_most(counts.fixed_width, counts.all);
}

/// The baseline of the first word in the line's own size, so that one that begins with a raised note does not jump.
double baseline_of(std::span<const std::size_t> members, const std::vector<PdfWord>& words, double size) {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [&words, size](std::size_t index) { return words[index].size == size; });
  return words[found == members.end() ? members.front() : *found].baseline;
}

void set_first_word(PdfLine& line, std::span<const std::size_t> members, const std::vector<PdfWord>& words) {
  const PdfWord& first = words[line.right_to_left ? members.back() : members.front()];
  line.begins_with_note_mark = is_note_mark(first, line.size, line.baseline);
  line.first_word_width = first.box.right - first.box.left;
  line.text_start_offset = line.first_word_width;
  if (members.size() > 1) {
    line.text_start_offset = line.right_to_left ? first.box.right - words[members[members.size() - 2]].box.right
                                                : words[members[1]].box.left - first.box.left;
  }
}

}  // namespace

PdfLine compose_line(std::span<const std::size_t> members, const std::vector<PdfWord>& words,
                     const std::vector<PdfFont>& fonts) {
  PdfLine line{.box = words[members.front()].box};
  set_style(line, count_styles(members, words, fonts), fonts);
  std::string text;
  const PdfWord* previous = nullptr;
  for (const std::size_t index : members) {
    const PdfWord& word = words[index];
    line.box = united(line.box, word.box);
    if (previous != nullptr && repeats(word, *previous)) {
      continue;
    }
    if (previous != nullptr) {
      const bool is_first_gap = previous == &words[members.front()];
      text.append(blanks_between(*previous, word, line.fixed_width, is_first_gap), ' ');
      line.is_row |= is_gap_between_cells(*previous, word, is_first_gap);
    }
    append_link(text.size(), text.size() + word.text.size(), word.link, line.links);
    text += word.text;
    previous = &word;
  }
  line.right_to_left = reads_right_to_left(text);
  const bool is_visual = contains_right_to_left(text);
  line.text = normalize_line(is_visual ? visual_to_logical(text) : text);
  line.links = is_visual ? std::vector<Span>() : links_in_normalized(line.links, text);
  line.is_row |= has_leader(line.text);
  line.baseline = baseline_of(members, words, line.size);
  set_first_word(line, members, words);
  return line;
}

}  // namespace docexport
