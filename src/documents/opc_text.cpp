#include "documents/opc_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/code_point.hpp"

namespace docexport {
namespace {

constexpr std::string_view blanks = " \t\n\r\v\f";
constexpr char32_t unknown = 0xFFFD;

struct Symbol {
  unsigned int place;
  char32_t character;
};

// What documents use of Wingdings: bullets, boxes, ticks, arrows, hands and faces.
constexpr std::array<Symbol, 40> wingdings{{
    {0x22, 0x2702}, {0x28, 0x260E}, {0x2A, 0x2709}, {0x46, 0x261E}, {0x4A, 0x263A}, {0x4B, 0x1F610}, {0x4C, 0x2639},
    {0x6C, 0x25CF}, {0x6D, 0x274D}, {0x6E, 0x25A0}, {0x6F, 0x25A1}, {0x70, 0x25A1}, {0x71, 0x2751},  {0x72, 0x2752},
    {0x73, 0x2B27}, {0x74, 0x29EB}, {0x75, 0x25C6}, {0x76, 0x2756}, {0x77, 0x2B25}, {0x81, 0x2460},  {0x82, 0x2461},
    {0x83, 0x2462}, {0x9E, 0x00B7}, {0x9F, 0x2022}, {0xA1, 0x25CB}, {0xA7, 0x25AA}, {0xA8, 0x25FB},  {0xAB, 0x2605},
    {0xD8, 0x27A2}, {0xDC, 0x27B2}, {0xDF, 0x2190}, {0xE0, 0x2192}, {0xE1, 0x2191}, {0xE2, 0x2193},  {0xE8, 0x2794},
    {0xF0, 0x21E8}, {0xFB, 0x2717}, {0xFC, 0x2713}, {0xFD, 0x2612}, {0xFE, 0x2611},
}};

// Symbol from A on: Greek where it has letters.
constexpr std::u32string_view symbol_letters = U"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203Eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";

constexpr std::array<Symbol, 36> symbol_signs{{
    {0x22, 0x2200}, {0x24, 0x2203}, {0x27, 0x220B}, {0x2A, 0x2217}, {0x2D, 0x2212}, {0x40, 0x2245},
    {0xA3, 0x2264}, {0xA5, 0x221E}, {0xAB, 0x2194}, {0xAC, 0x2190}, {0xAD, 0x2191}, {0xAE, 0x2192},
    {0xAF, 0x2193}, {0xB0, 0x00B0}, {0xB1, 0x00B1}, {0xB3, 0x2265}, {0xB4, 0x00D7}, {0xB6, 0x2202},
    {0xB7, 0x2022}, {0xB8, 0x00F7}, {0xB9, 0x2260}, {0xBA, 0x2261}, {0xBB, 0x2248}, {0xBC, 0x2026},
    {0xC7, 0x2229}, {0xC8, 0x222A}, {0xCC, 0x2282}, {0xCE, 0x2208}, {0xD0, 0x2220}, {0xD1, 0x2207},
    {0xD5, 0x220F}, {0xD6, 0x221A}, {0xDB, 0x21D4}, {0xDE, 0x21D2}, {0xE5, 0x2211}, {0xF2, 0x222B},
}};

template <std::size_t Size>
char32_t find_symbol(const std::array<Symbol, Size>& symbols, unsigned int place) {
  for (const Symbol& symbol : symbols) {
    if (symbol.place == place) {
      return symbol.character;
    }
  }
  return unknown;
}

char32_t greek_symbol(unsigned int place) {
  constexpr unsigned int first = 'A';
  if (place >= first && place - first < symbol_letters.size()) {
    return symbol_letters[place - first];
  }
  const char32_t sign = find_symbol(symbol_signs, place);
  return sign == unknown && place < 0x7F ? static_cast<char32_t>(place) : sign;
}

bool has_style(const Span& span, const TextStyle& style) {
  return span.bold == style.bold && span.italic == style.italic && span.code == style.code &&
         span.strikethrough == style.strikethrough && span.link == style.link;
}

}  // namespace

void StyledText::append(std::string_view text, const TextStyle& style) {
  if (text.empty()) {
    return;
  }
  const std::size_t begin = text_.size();
  text_ += text;
  if (style.is_plain()) {
    return;
  }
  if (!spans_.empty() && spans_.back().end == begin && has_style(spans_.back(), style)) {
    spans_.back().end = text_.size();
    return;
  }
  spans_.push_back({.begin = begin,
                    .end = text_.size(),
                    .bold = style.bold,
                    .italic = style.italic,
                    .code = style.code,
                    .strikethrough = style.strikethrough,
                    .link = style.link});
}

bool StyledText::is_blank() const {
  return text_.find_first_not_of(blanks) == std::string::npos;
}

void StyledText::unmark_code() {
  for (Span& span : spans_) {
    span.code = false;
  }
  std::erase_if(spans_, [](const Span& span) { return has_style(span, {}); });
}

void StyledText::move_to(Block& block) {
  const std::size_t first = text_.find_first_not_of(blanks);
  if (first == std::string::npos) {
    return;
  }
  const std::size_t end = text_.find_last_not_of(blanks) + 1;
  for (Span& span : spans_) {
    span.begin = std::max(span.begin, first);
    span.end = std::min(span.end, end);
    const bool has_text = span.begin < span.end &&
                          std::string_view(text_).substr(span.begin, span.end - span.begin).find_first_not_of(blanks) !=
                              std::string_view::npos;
    if (has_text) {
      span.begin -= first;
      span.end -= first;
      block.spans.push_back(std::move(span));
    }
  }
  block.text = text_.substr(first, end - first);
}

std::string useful_description(std::string_view description) {
  constexpr std::array<std::string_view, 2> remarks{"Description automatically generated",
                                                    "AI-generated content may be incorrect."};
  constexpr std::array<std::string_view, 8> endings{".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".tif"};
  std::string_view useful = trim(description);
  for (const std::string_view remark : remarks) {
    const std::size_t found = useful.find(remark);
    useful = found == std::string_view::npos ? useful : trim(useful.substr(0, found));
  }
  const std::string lower = to_lower_ascii(useful);
  const bool is_file_name = lower.find_first_of(" \t\n") == std::string::npos &&
                            std::any_of(endings.begin(), endings.end(),
                                        [&lower](std::string_view ending) { return lower.ends_with(ending); });
  return is_file_name ? std::string() : std::string(useful);
}

std::string useful_picture_url(std::string_view target) {
  const std::string lower = to_lower_ascii(target.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://") ? std::string(target) : std::string();
}

bool is_fixed_width_font(std::string_view name) {
  constexpr std::array<std::string_view, 12> parts{"courier",  "consolas", "mono",        "menlo",
                                                   "monaco",   "fixedsys", "typewriter",  "lucida console",
                                                   "terminal", " code",    "inconsolata", "source code"};
  const std::string lower = to_lower_ascii(name);
  return std::any_of(parts.begin(), parts.end(),
                     [&lower](std::string_view part) { return lower.find(part) != std::string::npos; });
}

std::string symbol_text(std::string_view font, unsigned int place) {
  constexpr unsigned int private_area = 0xF000;
  const unsigned int in_font = place >= private_area && place < private_area + 0x100 ? place - private_area : place;
  const std::string lower = to_lower_ascii(font);
  char32_t character = unknown;
  if (lower.find("wingdings") != std::string::npos) {
    character = find_symbol(wingdings, in_font);
  } else if (lower == "symbol") {
    character = greek_symbol(in_font);
  } else if (in_font == place && place >= 0x20 && place < 0xD800) {
    character = place;
  }
  std::string text;
  append_code_point(text, character);
  return text;
}

std::string with_symbols(std::string_view text, std::string_view font) {
  constexpr char lead = '\xEF';  // U+F000 to U+F0FF are EF 80 80 to EF 83 BF
  const std::string_view known = to_lower_ascii(font).find("wingdings") == std::string::npos ? "Symbol" : "Wingdings";
  std::string replaced;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const unsigned int second = index + 2 < text.size() ? static_cast<unsigned char>(text[index + 1]) : 0;
    if (text[index] != lead || second < 0x80 || second > 0x83) {
      replaced += text[index];
      continue;
    }
    const unsigned int third = static_cast<unsigned char>(text[index + 2]);
    replaced += symbol_text(known, (second & 0x3FU) << 6U | (third & 0x3FU));
    index += 2;
  }
  return replaced;
}

}  // namespace docexport
