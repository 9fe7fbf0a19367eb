#include "documents/pdf_font_census.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

constexpr double steps_per_point = 2;
constexpr double largest_size = 10000;
constexpr double clearly_larger = 1.12;
constexpr std::size_t shortest_heading = 3;
constexpr std::size_t longest_heading_line = 120;

int step_of(double size) {
  return static_cast<int>(std::lround(std::min(size, largest_size) * steps_per_point));
}

bool has_letter(const PdfLine& line) {
  return std::any_of(line.text.begin(), line.text.end(), [](char byte) {
    return static_cast<unsigned char>(byte) >= 0x80 || std::isalpha(static_cast<unsigned char>(byte)) != 0;
  });
}

bool is_short(const PdfLine& line) {
  return line.characters >= shortest_heading && line.characters <= longest_heading_line && has_letter(line);
}

std::size_t characters_of(const PdfTable& table) {
  std::size_t characters = 0;
  for (const Row& row : table.rows) {
    for (const Cell& cell : row) {
      characters += count_characters(cell.text);
    }
  }
  return characters;
}

}  // namespace

void PdfFontCensus::count(const PdfPageLines& page) {
  for (const PdfTable& table : page.tables) {
    by_half_points_[step_of(table.size)].characters += characters_of(table);
  }
  for (const PdfLine& line : page.lines) {
    if (line.table) {
      continue;
    }
    Usage& usage = by_half_points_[step_of(line.size)];
    usage.characters += line.characters;
    usage.bold += line.bold ? line.characters : 0;
    usage.fixed_width += line.fixed_width ? line.characters : 0;
    usage.short_lines += is_short(line) ? 1U : 0U;
  }
}

std::map<int, PdfFontCensus::Usage>::const_iterator PdfFontCensus::body() const {
  return std::max_element(by_half_points_.begin(), by_half_points_.end(),
                          [](const auto& a, const auto& b) { return a.second.characters < b.second.characters; });
}

double PdfFontCensus::body_size() const {
  return by_half_points_.empty() ? 0 : static_cast<double>(body()->first) / steps_per_point;
}

bool PdfFontCensus::body_is_bold() const {
  return !by_half_points_.empty() && body()->second.bold * 2 > body()->second.characters;
}

bool PdfFontCensus::body_is_fixed_width() const {
  return !by_half_points_.empty() && body()->second.fixed_width * 2 > body()->second.characters;
}

bool PdfFontCensus::is_clearly_larger(double size) const {
  const double body = body_size();
  return body > 0 && size >= body * clearly_larger;
}

int PdfFontCensus::larger_heading_sizes(double size) const {
  int larger = 0;
  for (auto entry = by_half_points_.upper_bound(step_of(size)); entry != by_half_points_.end(); ++entry) {
    const bool is_heading_size = is_clearly_larger(static_cast<double>(entry->first) / steps_per_point);
    larger += is_heading_size && entry->second.short_lines > 0 ? 1 : 0;
  }
  return larger;
}

std::size_t PdfFontCensus::short_lines_of(double size) const {
  const auto found = by_half_points_.find(step_of(size));
  return found == by_half_points_.end() ? 0 : found->second.short_lines;
}

}  // namespace docexport
