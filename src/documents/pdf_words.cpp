#include "documents/pdf_words.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "documents/pdf_font.hpp"
#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_words_per_page = 200000;
constexpr std::size_t most_rulings_to_divide_at = 2000;  ///< more are a drawing
constexpr double inside_word = 0.15;                     ///< in units of the font size, from both of its ends

/// Gives each font of a page its number.
class FontNumbers {
 public:
  explicit FontNumbers(std::vector<PdfFont>& fonts) : fonts_(fonts) {}

  int number_of(const TextFontInfo& info) {
    const auto [entry, is_new] = numbers_.try_emplace(&info, static_cast<int>(fonts_.size()));
    if (is_new) {
      const std::string name = info.getFontName() == nullptr ? std::string() : info.getFontName()->toStr();
      fonts_.push_back({.name = font_display_name(name),
                        .bold = info.isBold() || is_bold_font_name(name),
                        .italic = info.isItalic() || is_italic_font_name(name),
                        .fixed_width = info.isFixedWidth() || is_fixed_width_font_name(name)});
    }
    return entry->second;
  }

 private:
  std::vector<PdfFont>& fonts_;
  std::map<const TextFontInfo*, int> numbers_;
};

std::string text_of(const TextWord& word, int first, int last) {
  std::string text;
  for (int index = first; index < last; ++index) {
    append_character(*word.getChar(index), text);
  }
  return text;
}

bool is_finite(const PdfWord& word) {
  return std::isfinite(word.box.left) && std::isfinite(word.box.top) && std::isfinite(word.box.right) &&
         std::isfinite(word.box.bottom) && std::isfinite(word.size) && std::isfinite(word.baseline) && word.size > 0;
}

/// Takes words over to a page.
class WordAppender {
 public:
  explicit WordAppender(PdfPage& page) : page_(page), fonts_(page.fonts), verticals_(page.rulings.vertical) {
    if (verticals_.size() > most_rulings_to_divide_at) {
      verticals_.clear();
    }
    std::sort(verticals_.begin(), verticals_.end(), [](const PdfRuling& a, const PdfRuling& b) { return a.at < b.at; });
  }

  void append(const TextWord& source, bool has_space_after) {
    PdfWord word{.text = text_of(source, 0, source.getLength()),
                 .baseline = source.getBaseline(),
                 .size = source.getFontSize(),
                 .quarter_turns = source.getRotation(),
                 .space_after = has_space_after,
                 .first_byte = source.getCharPos()};
    source.getBBox(&word.box.left, &word.box.top, &word.box.right, &word.box.bottom);
    if (word.text.empty() || !is_finite(word)) {
      return;
    }
    word.font = fonts_.number_of(*source.getFontInfo(0));
    append_divided(std::move(word), source);
  }

 private:
  void append_divided(PdfWord word, const TextWord& source) {
    int first = 0;
    for (const double x : crossings_of(word)) {
      const int middle = character_right_of(source, first, x);
      PdfWord part = word;
      part.text = text_of(source, first, middle);
      part.box.right = source.getEdge(middle);
      part.space_after = false;
      word.box.left = part.box.right;
      first = middle;
      append_part(std::move(part));
    }
    if (first > 0) {
      word.text = text_of(source, first, source.getLength());
    }
    append_part(std::move(word));
  }

  void append_part(PdfWord part) {
    if (!part.text.empty() && is_finite(part)) {
      page_.words.push_back(std::move(part));
    }
  }

  [[nodiscard]] std::vector<double> crossings_of(const PdfWord& word) const {
    std::vector<double> crossings;
    if (word.quarter_turns != 0) {
      return crossings;
    }
    const double margin = inside_word * word.size;
    const double middle = (word.box.top + word.box.bottom) / 2;
    auto ruling = std::partition_point(verticals_.begin(), verticals_.end(), [&](const PdfRuling& candidate) {
      return candidate.at < word.box.left + margin;
    });
    for (; ruling != verticals_.end() && ruling->at < word.box.right - margin; ++ruling) {
      if (ruling->from <= middle && ruling->to >= middle) {
        crossings.push_back(ruling->at);
      }
    }
    return crossings;
  }

  /// The first character, from the given one on, that stands right of x.
  static int character_right_of(const TextWord& word, int first, double x) {
    while (first < word.getLength() && (word.getEdge(first) + word.getEdge(first + 1)) / 2 < x) {
      ++first;
    }
    return first;
  }

  PdfPage& page_;
  FontNumbers fonts_;
  std::vector<PdfRuling> verticals_;
};

}  // namespace

void append_words(TextWordList& list, PdfPage& page) {
  WordAppender appender(page);
  const int count = list.getLength();
  page.words.reserve(std::min(static_cast<std::size_t>(count), max_words_per_page));
  for (int index = 0; index < count; ++index) {
    if (page.words.size() >= max_words_per_page) {
      page.truncated = true;
      return;
    }
    const TextWord& word = *list.get(index);
    // A blank is drawn like any character and counts as one, but is in no word.
    appender.append(word,
                    index + 1 < count && list.get(index + 1)->getCharPos() > word.getCharPos() + word.getCharLen());
  }
}

}  // namespace docexport
