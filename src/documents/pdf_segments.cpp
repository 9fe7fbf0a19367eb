#include "documents/pdf_segments.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <span>
#include <utility>

#include "documents/pdf_list_marker.hpp"

namespace docexport {
namespace {

/// In units of the font size.
constexpr double baseline_tolerance = 0.2;
constexpr double widest_word_gap = 0.9;
constexpr double widest_gap_after_marker = 5;
constexpr double script_size = 0.85;
constexpr double script_shift = 0.75;
constexpr double script_gap = 0.35;

constexpr std::ptrdiff_t most_rows_to_search = 8;
constexpr std::size_t most_words_of_a_script = 3;

/// Segments of one baseline: from `first` up to, not including, `last`.
struct BaselineRow {
  std::size_t first = 0;
  std::size_t last = 0;
  double baseline = 0;
};

struct Segmentation {
  std::vector<PdfSegment> segments{};
  std::vector<BaselineRow> rows{};
};

std::vector<std::size_t> in_baseline_order(const std::vector<PdfWord>& words) {
  std::vector<std::size_t> order(words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&words](std::size_t a, std::size_t b) { return words[a].baseline < words[b].baseline; });
  return order;
}

bool is_marker_alone(const PdfSegment& segment, const std::vector<PdfWord>& words) {
  return segment.words.size() == 1 && is_list_marker(words[segment.words.front()].text);
}

bool goes_on(const PdfSegment& segment, const PdfWord& word, const std::vector<PdfWord>& words) {
  const double size = std::max(segment.size, word.size);
  const double gap = word.box.left - segment.box.right;
  return gap <= widest_word_gap * size || (gap <= widest_gap_after_marker * size && is_marker_alone(segment, words));
}

void append_word(PdfSegment& segment, std::size_t index, const PdfWord& word) {
  segment.words.push_back(index);
  segment.box = united(segment.box, word.box);
  segment.size = std::max(segment.size, word.size);
}

void sort_from_left(std::span<std::size_t> indexes, const std::vector<PdfWord>& words) {
  std::stable_sort(indexes.begin(), indexes.end(),
                   [&words](std::size_t a, std::size_t b) { return words[a].box.left < words[b].box.left; });
}

void append_row(std::span<std::size_t> row, const std::vector<PdfWord>& words, Segmentation& result) {
  sort_from_left(row, words);
  const std::size_t first = result.segments.size();
  for (const std::size_t index : row) {
    const PdfWord& word = words[index];
    if (result.segments.size() > first && goes_on(result.segments.back(), word, words)) {
      append_word(result.segments.back(), index, word);
    } else {
      result.segments.push_back({.words = {index}, .box = word.box, .baseline = word.baseline, .size = word.size});
    }
  }
  result.rows.push_back({.first = first, .last = result.segments.size(), .baseline = words[row.front()].baseline});
}

Segmentation segment_rows(const std::vector<PdfWord>& words) {
  Segmentation result;
  std::vector<std::size_t> order = in_baseline_order(words);
  for (std::size_t begin = 0; begin < order.size();) {
    const PdfWord& first = words[order[begin]];
    std::size_t end = begin + 1;
    while (end < order.size() && words[order[end]].baseline - first.baseline <= baseline_tolerance * first.size) {
      ++end;
    }
    append_row(std::span(order).subspan(begin, end - begin), words, result);
    begin = end;
  }
  return result;
}

bool can_hold(const PdfSegment& host, const PdfSegment& script) {
  const double gap = script_gap * host.size;
  return script.size <= script_size * host.size && script.box.right >= host.box.left - 2 * gap &&
         script.box.left <= host.box.right + gap && script.box.right <= host.box.right + script.size * 4;
}

PdfSegment* find_host_in(const BaselineRow& row, const PdfSegment& script, std::vector<PdfSegment>& segments) {
  const auto first = segments.begin() + static_cast<std::ptrdiff_t>(row.first);
  const auto last = segments.begin() + static_cast<std::ptrdiff_t>(row.last);
  auto next = std::partition_point(
      first, last, [&script](const PdfSegment& segment) { return segment.box.left <= script.box.left; });
  if (next != first && !std::prev(next)->words.empty() && can_hold(*std::prev(next), script)) {
    return &*std::prev(next);
  }
  return next != last && !next->words.empty() && can_hold(*next, script) ? &*next : nullptr;
}

/// The segment that a small one above or below its baseline belongs to.
PdfSegment* find_host(std::size_t row_index, const PdfSegment& script, Segmentation& all) {
  const auto begin = static_cast<std::ptrdiff_t>(row_index);
  const auto count = static_cast<std::ptrdiff_t>(all.rows.size());
  for (std::ptrdiff_t distance = 1; distance <= most_rows_to_search; ++distance) {
    for (const std::ptrdiff_t index : {begin + distance, begin - distance}) {
      if (index < 0 || index >= count) {
        continue;
      }
      const BaselineRow& row = all.rows[static_cast<std::size_t>(index)];
      if (std::abs(row.baseline - script.baseline) > script_shift * script.size) {
        continue;
      }
      if (PdfSegment* host = find_host_in(row, script, all.segments); host != nullptr) {
        return host;
      }
    }
  }
  return nullptr;
}

void move_words(PdfSegment& script, PdfSegment& host) {
  host.words.insert(host.words.end(), script.words.begin(), script.words.end());
  host.box = united(host.box, script.box);
  script.words.clear();
}

void attach_scripts(Segmentation& all) {
  for (std::size_t row = 0; row < all.rows.size(); ++row) {
    for (std::size_t index = all.rows[row].first; index < all.rows[row].last; ++index) {
      PdfSegment& script = all.segments[index];
      if (script.words.empty() || script.words.size() > most_words_of_a_script) {
        continue;
      }
      if (PdfSegment* host = find_host(row, script, all); host != nullptr) {
        move_words(script, *host);
      }
    }
  }
}

}  // namespace

BoundingBox united(const BoundingBox& left, const BoundingBox& right) {
  return {.left = std::min(left.left, right.left),
          .top = std::min(left.top, right.top),
          .right = std::max(left.right, right.right),
          .bottom = std::max(left.bottom, right.bottom)};
}

std::vector<PdfSegment> find_segments(const std::vector<PdfWord>& words) {
  Segmentation all = segment_rows(words);
  attach_scripts(all);
  std::erase_if(all.segments, [](const PdfSegment& segment) { return segment.words.empty(); });
  for (PdfSegment& segment : all.segments) {
    sort_from_left(segment.words, words);
  }
  return std::move(all.segments);
}

}  // namespace docexport
