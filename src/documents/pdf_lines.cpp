#include "documents/pdf_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "documents/pdf_aligned_tables.hpp"
#include "documents/pdf_bidi.hpp"
#include "documents/pdf_columns.hpp"
#include "documents/pdf_rows.hpp"
#include "documents/pdf_ruled_tables.hpp"
#include "documents/pdf_segments.hpp"
#include "documents/pdf_tagged_lines.hpp"

namespace docexport {
namespace {

constexpr int most_quarter_turns = 3;

/// The box as a reader sees it who turns the page until text with so many quarter turns stands upright.
BoundingBox turned_upright(const BoundingBox& box, int turns, const PageInfo& page) {
  switch (turns) {
    case 1:
      return {.left = box.top, .top = page.width - box.right, .right = box.bottom, .bottom = page.width - box.left};
    case 2:
      return {.left = page.width - box.right,
              .top = page.height - box.bottom,
              .right = page.width - box.left,
              .bottom = page.height - box.top};
    case 3:
      return {.left = page.height - box.bottom, .top = box.left, .right = page.height - box.top, .bottom = box.right};
    default:
      return box;
  }
}

double upright_baseline(double baseline, int turns, const PageInfo& page) {
  switch (turns) {
    case 1:
      return page.width - baseline;
    case 2:
      return page.height - baseline;
    default:
      return baseline;
  }
}

std::vector<PdfWord> upright_words(const PdfPage& page, int turns) {
  const auto is_turned = [turns](const PdfWord& word) { return word.quarter_turns == turns; };
  std::vector<PdfWord> words;
  words.reserve(static_cast<std::size_t>(std::count_if(page.words.begin(), page.words.end(), is_turned)));
  for (const PdfWord& word : page.words) {
    if (is_turned(word)) {
      words.push_back(word);
      words.back().box = turned_upright(word.box, turns, page.info);
      words.back().baseline = upright_baseline(word.baseline, turns, page.info);
    }
  }
  return words;
}

ReadingDirection direction_of(const std::vector<PdfWord>& words) {
  std::size_t right_to_left = 0;
  for (const PdfWord& word : words) {
    right_to_left += contains_right_to_left(word.text) ? 1U : 0U;
  }
  return right_to_left * 2 > words.size() ? ReadingDirection::right_to_left : ReadingDirection::left_to_right;
}

PdfRulings upright_rulings(const PdfRulings& rulings, int turns, const PageInfo& page) {
  PdfRulings upright;
  const bool is_across = turns == 1 || turns == 3;
  for (const PdfRuling& ruling : rulings.horizontal) {
    const BoundingBox box =
        turned_upright({.left = ruling.from, .top = ruling.at, .right = ruling.to, .bottom = ruling.at}, turns, page);
    if (is_across) {
      upright.vertical.push_back({.at = box.left, .from = box.top, .to = box.bottom});
    } else {
      upright.horizontal.push_back({.at = box.top, .from = box.left, .to = box.right});
    }
  }
  for (const PdfRuling& ruling : rulings.vertical) {
    const BoundingBox box =
        turned_upright({.left = ruling.at, .top = ruling.from, .right = ruling.at, .bottom = ruling.to}, turns, page);
    if (is_across) {
      upright.horizontal.push_back({.at = box.top, .from = box.left, .to = box.right});
    } else {
      upright.vertical.push_back({.at = box.left, .from = box.top, .to = box.bottom});
    }
  }
  return upright;
}

/// Lays out the words of a page that are turned alike.
class PageLayout {
 public:
  PageLayout(const PdfPage& page, int turns, PdfPageLines& result)
      : fonts_(page.fonts), turns_(turns), result_(result), words_(upright_words(page, turns)) {
    const std::size_t first_table = result.tables.size();
    if (!words_.empty()) {
      for (PdfTable& table : take_ruled_tables(upright_rulings(page.rulings, turns, page.info), fonts_, words_)) {
        result.tables.push_back(std::move(table));
      }
    }
    segments_ = find_segments(words_);
    for (std::size_t table = first_table; table < result.tables.size(); ++table) {
      segments_.push_back(place_of(table));
    }
  }

  void append_lines() {
    for (const auto& column : order_columns(segments_, words_, direction_of(words_))) {
      append_column(column);
    }
  }

 private:
  /// A line's height at the table's top: the table takes part in the order of reading as its first row does.
  [[nodiscard]] PdfSegment place_of(std::size_t table) const {
    const PdfTable& source = result_.tables[table];
    PdfSegment segment{
        .box = source.box, .baseline = source.box.top + source.size, .size = source.size, .table = table};
    segment.box.bottom = segment.baseline;
    return segment;
  }

  void append_column(const std::vector<std::size_t>& column) {
    const int number = result_.lines.empty() ? 0 : result_.lines.back().column + 1;
    const std::vector<PdfRow> rows = find_rows(column, segments_);
    const std::size_t first_line = result_.lines.size();
    std::vector<PdfAlignedTable> tables =
        find_aligned_tables({.segments_in_order = column, .rows = rows}, segments_, words_, fonts_);
    auto table = tables.begin();
    for (std::size_t row = 0; row < rows.size();) {
      if (table != tables.end() && table->first == row) {
        row = table->last;
        result_.tables.push_back(std::move(table->table));
        append_table(result_.tables.size() - 1);
        ++table;
      } else {
        append_row(std::span(column).subspan(rows[row].first, rows[row].last - rows[row].first));
        ++row;
      }
    }
    for (std::size_t line = first_line; line < result_.lines.size(); ++line) {
      result_.lines[line].column = number;
      result_.lines[line].quarter_turns = turns_;
    }
  }

  void append_row(std::span<const std::size_t> row) {
    if (const auto table = segments_[row.front()].table; table) {
      append_table(*table);
    } else {
      result_.lines.push_back(compose_row(row, segments_, words_, fonts_));
    }
  }

  void append_table(std::size_t table) {
    const PdfTable& source = result_.tables[table];
    result_.lines.push_back({.box = source.box, .baseline = source.box.bottom, .size = source.size, .table = table});
  }

  const std::vector<PdfFont>& fonts_;
  int turns_;
  PdfPageLines& result_;
  std::vector<PdfWord> words_;
  std::vector<PdfSegment> segments_{};
};

void lay_out_by_place(const PdfPage& page, PdfPageLines& result) {
  for (int turns = 0; turns <= most_quarter_turns; ++turns) {
    PageLayout(page, turns, result).append_lines();
  }
}

}  // namespace

PdfPageLines lay_out_page(const PdfPage& page) {
  if (std::optional<PdfPageLines> tagged = lay_out_tagged_page(page, lay_out_by_place)) {
    return std::move(*tagged);
  }
  PdfPageLines result{.info = page.info};
  lay_out_by_place(page, result);
  return result;
}

BoundingBox box_on_page(const BoundingBox& box, int quarter_turns, const PageInfo& page) {
  switch (quarter_turns) {
    case 1:
      return {.left = page.width - box.bottom, .top = box.left, .right = page.width - box.top, .bottom = box.right};
    case 2:
      return turned_upright(box, quarter_turns, page);
    case 3:
      return {.left = box.top, .top = page.height - box.right, .right = box.bottom, .bottom = page.height - box.left};
    default:
      return box;
  }
}

}  // namespace docexport
