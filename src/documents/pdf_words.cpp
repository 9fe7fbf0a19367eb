#include "documents/pdf_words.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
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

PdfFont described_font(const GfxFont* source) {
  const std::string name = source == nullptr ? std::string() : source->getName().value_or(std::string());
  return {.name = font_display_name(name),
          .bold = (source != nullptr && source->isBold()) || is_bold_font_name(name),
          .italic = (source != nullptr && source->isItalic()) || is_italic_font_name(name),
          .fixed_width = (source != nullptr && source->isFixedWidth()) || is_fixed_width_font_name(name)};
}

std::string text_of(std::span<const PdfDrawnCharacter> characters) {
  std::string text;
  text.reserve(characters.size());
  for (const PdfDrawnCharacter& drawn : characters) {
    append_character(drawn.character, text);
  }
  return text;
}

BoundingBox box_of(const PdfDrawnWord& word, double start) {
  switch (word.quarter_turns) {
    case 1:
      return {.left = word.low, .top = start, .right = word.high, .bottom = word.end};
    case 2:
      return {.left = -word.end, .top = word.low, .right = -start, .bottom = word.high};
    case 3:
      return {.left = word.low, .top = -word.end, .right = word.high, .bottom = -start};
    default:
      return {.left = start, .top = word.low, .right = word.end, .bottom = word.high};
  }
}

bool is_finite(const PdfWord& word) {
  return std::isfinite(word.box.left) && std::isfinite(word.box.top) && std::isfinite(word.box.right) &&
         std::isfinite(word.box.bottom) && std::isfinite(word.size) && std::isfinite(word.baseline) && word.size > 0;
}

/// Takes words over to a page.
class WordAppender {
 public:
  WordAppender(const PdfDrawnText& source, PdfPage& page)
      : source_(source), page_(page), font_numbers_(source.fonts.size(), no_number), verticals_(page.rulings.vertical) {
    if (verticals_.size() > most_rulings_to_divide_at) {
      verticals_.clear();
    }
    std::sort(verticals_.begin(), verticals_.end(), [](const PdfRuling& a, const PdfRuling& b) { return a.at < b.at; });
  }

  void append(const PdfDrawnWord& drawn, bool has_space_after) {
    const std::span<const PdfDrawnCharacter> characters(&source_.characters[drawn.first_character],
                                                        drawn.character_count);
    PdfWord word{.text = text_of(characters),
                 .box = box_of(drawn, characters.front().start),
                 .baseline = drawn.baseline,
                 .size = drawn.size,
                 .quarter_turns = drawn.quarter_turns,
                 .space_after = has_space_after,
                 .first_byte = drawn.first_byte};
    if (word.text.empty() || !is_finite(word)) {
      return;
    }
    word.font = number_of_font(drawn.font);
    const std::vector<double> crossings = crossings_of(word);
    if (crossings.empty()) {
      page_.words.push_back(std::move(word));
    } else {
      append_divided(std::move(word), characters, crossings);
    }
  }

 private:
  static constexpr int no_number = -1;

  int number_of_font(std::size_t index) {
    int& number = font_numbers_[index];
    if (number == no_number) {
      number = static_cast<int>(page_.fonts.size());
      page_.fonts.push_back(described_font(source_.fonts[index].font.get()));
    }
    return number;
  }

  void append_divided(PdfWord word, std::span<const PdfDrawnCharacter> characters,
                      const std::vector<double>& crossings) {
    const double end = word.box.right;
    for (const double x : crossings) {
      const std::size_t count = count_left_of(x, characters, end);
      PdfWord part = word;
      part.text = text_of(characters.first(count));
      characters = characters.subspan(count);
      part.box.right = characters.empty() ? end : characters.front().start;
      part.space_after = false;
      word.box.left = part.box.right;
      append_part(std::move(part));
    }
    word.text = text_of(characters);
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

  /// How many of the characters, the last of which ends there, stand left of x.
  static std::size_t count_left_of(double x, std::span<const PdfDrawnCharacter> characters, double end) {
    std::size_t count = 0;
    while (count < characters.size()) {
      const double right = count + 1 < characters.size() ? characters[count + 1].start : end;
      if ((characters[count].start + right) / 2 >= x) {
        break;
      }
      ++count;
    }
    return count;
  }

  const PdfDrawnText& source_;
  PdfPage& page_;
  std::vector<int> font_numbers_;
  std::vector<PdfRuling> verticals_;
};

}  // namespace

void append_words(const PdfDrawnText& text, PdfPage& page) {
  WordAppender appender(text, page);
  page.words.reserve(std::min(text.words.size(), max_words_per_page));
  for (std::size_t index = 0; index < text.words.size(); ++index) {
    if (page.words.size() >= max_words_per_page) {
      page.truncated = true;
      return;
    }
    const PdfDrawnWord& word = text.words[index];
    // A blank is drawn like any character and counts as one, but is in no word.
    appender.append(word, index + 1 < text.words.size() && text.words[index + 1].first_byte > word.end_byte);
  }
}

}  // namespace docexport
