#include "documents/pdf_furniture.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr double margin_share = 0.14;  ///< of the page's height
constexpr std::size_t most_margin_lines = 5;
constexpr double same_place = 3;           ///< points
constexpr double gap_to_body = 0.5;        ///< in units of the font size
constexpr double clear_gap_to_body = 1.2;  ///< where nothing but the place speaks for furniture
constexpr std::size_t longest_number = 5;
constexpr std::size_t longest_roman = 8;

bool is_roman_number(std::string_view text) {
  return !text.empty() && text.size() <= longest_roman && text.find_first_not_of("ivxlc") == std::string_view::npos;
}

std::string key_of(std::string_view text) {
  if (is_roman_number(text)) {
    return "#";
  }
  std::string key;
  for (const char byte : text) {
    if (!is_digit(byte)) {
      key += byte;
    } else if (key.empty() || key.back() != '#') {
      key += '#';
    }
  }
  return key;
}

bool parse_page_number(std::string_view word, int& number) {
  if (word.empty() || word.size() > longest_number || !std::all_of(word.begin(), word.end(), is_digit)) {
    return false;
  }
  std::from_chars(word.data(), word.data() + word.size(), number);
  return true;
}

void set_number(PdfMarginLine& margin, std::string_view text, int page_no) {
  int number = 0;
  const auto first_blank = text.find(' ');
  const auto last_blank = text.rfind(' ');
  margin.has_number = parse_page_number(text.substr(0, first_blank), number) ||
                      (last_blank != std::string_view::npos && parse_page_number(text.substr(last_blank + 1), number));
  margin.page_offset = number - page_no;
}

PdfMarginLine margin_line(const PdfPageLines& page, std::size_t index, PdfLineRole role) {
  const PdfLine& line = page.lines[index];
  PdfMarginLine margin{.line = index,
                       .role = role,
                       .distance = role == PdfLineRole::page_header ? line.baseline : page.info.height - line.baseline,
                       .key = key_of(line.text)};
  set_number(margin, line.text, page.info.page_no);
  return margin;
}

void append_margin(PdfPageLines& page, PdfLineRole role) {
  std::vector<PdfMarginLine> found;
  const double depth = margin_share * page.info.height;
  for (std::size_t index = 0; index < page.lines.size(); ++index) {
    const PdfLine& line = page.lines[index];
    const double distance = role == PdfLineRole::page_header ? line.baseline : page.info.height - line.baseline;
    if (line.quarter_turns == 0 && !line.table && distance <= depth) {
      found.push_back(margin_line(page, index, role));
    }
  }
  const auto kept = static_cast<std::ptrdiff_t>(std::min(found.size(), most_margin_lines));
  std::partial_sort(found.begin(), found.begin() + kept, found.end(),
                    [](const PdfMarginLine& a, const PdfMarginLine& b) { return a.distance < b.distance; });
  page.margins.insert(page.margins.end(), found.begin(), found.begin() + kept);
}

bool is_same(const PdfMarginLine& a, const PdfMarginLine& b) {
  if (a.role != b.role || std::abs(a.distance - b.distance) > same_place) {
    return false;
  }
  return a.key == b.key || (a.has_number && b.has_number && a.page_offset == b.page_offset);
}

std::size_t count_repeats(std::span<const PdfPageLines> neighbours, std::size_t index, const PdfMarginLine& margin) {
  std::size_t repeats = 0;
  for (std::size_t other = 0; other < neighbours.size(); ++other) {
    const auto& margins = neighbours[other].margins;
    if (other != index && std::any_of(margins.begin(), margins.end(), [&margin](const PdfMarginLine& candidate) {
          return is_same(margin, candidate);
        })) {
      ++repeats;
    }
  }
  return repeats;
}

/// The white between the line and the nearest text further from the edge.
double gap_behind(const PdfPageLines& page, const PdfMarginLine& margin) {
  const BoundingBox& box = page.lines[margin.line].box;
  const double middle = (box.top + box.bottom) / 2;
  double gap = page.info.height;
  for (const PdfLine& line : page.lines) {
    if (line.quarter_turns != 0 || line.role != PdfLineRole::body) {
      continue;
    }
    if (margin.role == PdfLineRole::page_header && line.box.top > middle) {
      gap = std::min(gap, line.box.top - box.bottom);
    } else if (margin.role == PdfLineRole::page_footer && line.box.bottom < middle) {
      gap = std::min(gap, box.top - line.box.bottom);
    }
  }
  return gap;
}

/// "7", "- 7 -", "Page 7 of 9".
bool is_page_number_alone(const PdfMarginLine& margin) {
  constexpr std::string_view furniture_words = "#-–—/|. ";
  std::string key = margin.key;
  for (const std::string_view word : {"Page", "page", "PAGE", "Seite", "of", "von"}) {
    if (const auto at = key.find(word); at != std::string::npos) {
      key.erase(at, word.size());
    }
  }
  return key.find('#') != std::string::npos && key.find_first_not_of(furniture_words) == std::string::npos;
}

/// A page without neighbours to compare: a line that holds a number and is set smaller than the text.
bool looks_like_furniture(const PdfPageLines& page, const PdfMarginLine& margin, double body_size) {
  const PdfLine& line = page.lines[margin.line];
  return is_page_number_alone(margin) || (margin.has_number && line.size < body_size - 0.5);
}

/// Whether the file's tags say that the line is furniture, or surely none.
bool is_tagged_otherwise(const PdfLine& line, const PdfPageLines& page) {
  return line.role != PdfLineRole::body || (line.tagged && page.tagged[*line.tagged].label != BlockLabel::paragraph);
}

}  // namespace

void find_margin_lines(PdfPageLines& page) {
  page.margins.clear();
  append_margin(page, PdfLineRole::page_header);
  append_margin(page, PdfLineRole::page_footer);
}

void mark_furniture(std::span<PdfPageLines> neighbours, std::size_t index, double body_size) {
  PdfPageLines& page = neighbours[index];
  const std::size_t wanted = neighbours.size() > 2 ? 2 : 1;
  std::optional<PdfLineRole> ended;
  for (const PdfMarginLine& margin : page.margins) {
    PdfLine& line = page.lines[margin.line];
    if (margin.role == ended || is_tagged_otherwise(line, page)) {
      continue;
    }
    const bool is_repeated = count_repeats(neighbours, index, margin) >= wanted;
    const double gap = (is_repeated ? gap_to_body : clear_gap_to_body) * line.size;
    line.role = margin.role;
    if ((!is_repeated && !looks_like_furniture(page, margin, body_size)) || gap_behind(page, margin) < gap) {
      line.role = PdfLineRole::body;
      ended = margin.role;
    }
  }
}

}  // namespace docexport
