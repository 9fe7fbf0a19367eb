#include "cli/table.hpp"

#include <algorithm>
#include <numeric>

#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest_column = 8;

std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
    ++length;
  }
  return length;
}

/// What all lines of a table share.
struct Layout {
  const std::vector<TableColumn>& columns;
  const std::vector<std::size_t>& widths;
  const Palette& palette;
  std::string_view ellipsis{};
};

void append_line(std::string& text, const std::vector<TableCell>& cells, const Layout& layout) {
  std::string line;
  std::size_t pending_blanks = 0;
  for (std::size_t index = 0; index < layout.columns.size(); ++index) {
    const std::size_t width = layout.widths[index];
    const std::string shown = shorten(cells[index].text, width, layout.ellipsis);
    const std::size_t padding = width - std::min(width, display_width(shown));
    // Blanks are written only before something, so that no line ends in blanks.
    pending_blanks += layout.columns[index].align == Align::right ? padding : 0;
    if (!shown.empty()) {
      line.append(pending_blanks, ' ');
      line += layout.palette.paint(cells[index].color, shown);
      pending_blanks = 0;
    }
    pending_blanks += (layout.columns[index].align == Align::left ? padding : 0) + gap;
  }
  text += line + '\n';
}

}  // namespace

std::string shorten(std::string_view text, std::size_t width, std::string_view ellipsis) {
  if (display_width(text) <= width) {
    return std::string(text);
  }
  const std::size_t room = width - std::min(width, display_width(ellipsis));
  std::string shortened;
  std::size_t used = 0;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, character_length(text));
    used += display_width(character);
    if (used > room) {
      break;
    }
    shortened += character;
    text.remove_prefix(character.size());
  }
  return shortened + std::string(ellipsis);
}

std::vector<std::size_t> Table::fit(std::size_t width) const {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    std::size_t widest = display_width(columns_[column].title);
    for (const auto& row : rows_) {
      widest = std::max(widest, display_width(row[column].text));
    }
    widths.push_back(widest);
  }
  std::size_t total = std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
  for (std::size_t column = 0; column < columns_.size() && total > width; ++column) {
    if (columns_[column].shrinks && widths[column] > narrowest_column) {
      const std::size_t given_up = std::min(widths[column] - narrowest_column, total - width);
      widths[column] -= given_up;
      total -= given_up;
    }
  }
  return widths;
}

std::string Table::text(std::size_t width, const Palette& palette, std::string_view ellipsis) const {
  const std::vector<std::size_t> widths = fit(width);
  std::vector<TableCell> titles;
  for (const TableColumn& column : columns_) {
    titles.push_back({.text = column.title, .color = Color::bold});
  }
  const Layout layout{.columns = columns_, .widths = widths, .palette = palette, .ellipsis = ellipsis};
  std::string text;
  append_line(text, titles, layout);
  for (const auto& row : rows_) {
    append_line(text, row, layout);
  }
  return text;
}

std::string tab_separated(const std::vector<std::string>& values) {
  std::string line;
  for (const std::string& value : values) {
    line += std::string(&value == &values.front() ? "" : "\t") + escape_controls(value);
  }
  return line + '\n';
}

}  // namespace docexport
