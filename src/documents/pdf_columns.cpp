#include "documents/pdf_columns.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

#include "documents/pdf_gutter.hpp"

namespace docexport {
namespace {

using Region = std::vector<std::size_t>;

constexpr int deepest_cut = 10;
constexpr std::size_t fewest_to_cut = 8;
/// In units of the font size.
constexpr double gap_around_furniture = 1.5;
constexpr double gap_between_bands = 1.2;
constexpr double gap_in_gutter = 0.5;

/// Cuts regions of a page until each is one column.
class ColumnCutter {
 public:
  ColumnCutter(std::vector<PdfSegment>& segments, const std::vector<PdfWord>& words, ReadingDirection direction)
      : segments_(segments), words_(words), direction_(direction) {}

  std::vector<Region> cut_page() {
    Region page(segments_.size());
    std::iota(page.begin(), page.end(), std::size_t{0});
    sort_from_top(page);
    Region head = take_isolated_row(page);
    std::reverse(page.begin(), page.end());
    Region foot = take_isolated_row(page);
    std::reverse(page.begin(), page.end());
    emit(std::move(head));
    cut(std::move(page), 0);
    emit(std::move(foot));
    return std::move(columns_);
  }

 private:
  struct Bands {
    Region crossing{};                                 ///< from top to bottom
    std::vector<std::pair<Region, Region>> between{};  ///< one more than crossing: left and right of the gutter
  };

  void sort_from_top(Region& region) const {
    std::stable_sort(region.begin(), region.end(),
                     [this](std::size_t a, std::size_t b) { return segments_[a].baseline < segments_[b].baseline; });
  }

  /// The row at the region's front, if white sets it apart: a running header or a page number, whose parts would else
  /// be read with the columns they stand over.
  Region take_isolated_row(Region& region) const {
    if (region.size() < fewest_to_cut) {
      return {};
    }
    const PdfSegment& first = segments_[region.front()];
    const double size = first.size;
    BoundingBox row = first.box;
    std::size_t end = 1;
    while (end < region.size() && std::abs(segments_[region[end]].baseline - first.baseline) < size / 2) {
      row = united(row, segments_[region[end]].box);
      ++end;
    }
    for (std::size_t rest = end; rest < region.size(); ++rest) {
      const BoundingBox& box = segments_[region[rest]].box;
      if (box.top < row.bottom + gap_around_furniture * size && box.bottom > row.top - gap_around_furniture * size) {
        return {};
      }
    }
    Region taken(region.begin(), region.begin() + static_cast<std::ptrdiff_t>(end));
    region.erase(region.begin(), region.begin() + static_cast<std::ptrdiff_t>(end));
    return taken;
  }

  void emit(Region region) {
    if (!region.empty()) {
      sort_from_top(region);
      columns_.push_back(std::move(region));
    }
  }

  void cut(Region region, int depth) {
    if (depth >= deepest_cut || region.size() < fewest_to_cut) {
      emit(std::move(region));
      return;
    }
    if (const auto gutter = find_gutter(segments_, region); gutter) {
      cut_at(*gutter, region, depth);
      return;
    }
    auto [upper, lower] = divide_at_widest_gap(std::move(region));
    if (lower.empty() || !may_have_columns(upper, lower)) {
      upper.insert(upper.end(), lower.begin(), lower.end());
      emit(std::move(upper));
      return;
    }
    cut(std::move(upper), depth + 1);
    cut(std::move(lower), depth + 1);
  }

  /// Dividing is only worth while for a part that then falls into columns.
  [[nodiscard]] bool may_have_columns(const Region& upper, const Region& lower) const {
    return find_gutter(segments_, upper).has_value() || find_gutter(segments_, lower).has_value();
  }

  void cut_at(const Gutter& gutter, const Region& region, int depth) {
    Bands bands = divide_into_bands(gutter, region);
    Region wide;
    for (std::size_t index = 0; index < bands.between.size(); ++index) {
      auto& [left, right] = bands.between[index];
      if (!left.empty() || !right.empty()) {
        emit(std::exchange(wide, {}));
        cut(std::move(direction_ == ReadingDirection::left_to_right ? left : right), depth + 1);
        cut(std::move(direction_ == ReadingDirection::left_to_right ? right : left), depth + 1);
      }
      if (index < bands.crossing.size()) {
        wide.push_back(bands.crossing[index]);
      }
    }
    emit(std::move(wide));
  }

  Bands divide_into_bands(const Gutter& gutter, const Region& region) {
    Bands bands;
    Region left;
    Region right;
    for (const std::size_t index : region) {
      if (segments_[index].box.right <= gutter.center()) {
        left.push_back(index);
      } else if (segments_[index].box.left >= gutter.center()) {
        right.push_back(index);
      } else if (const auto rest = divide_segment(index, gutter); rest) {
        left.push_back(index);
        right.push_back(*rest);
      } else {
        bands.crossing.push_back(index);
      }
    }
    sort_from_top(bands.crossing);
    bands.between.resize(bands.crossing.size() + 1);
    for (const std::size_t index : left) {
      bands.between[band_of(index, bands.crossing)].first.push_back(index);
    }
    for (const std::size_t index : right) {
      bands.between[band_of(index, bands.crossing)].second.push_back(index);
    }
    return bands;
  }

  [[nodiscard]] std::size_t band_of(std::size_t index, const Region& crossing) const {
    const auto next = std::partition_point(crossing.begin(), crossing.end(), [this, index](std::size_t other) {
      return segments_[other].baseline < segments_[index].baseline;
    });
    return static_cast<std::size_t>(next - crossing.begin());
  }

  /// Two columns so close that a line of the one was joined to a line of the other. Returns the index of the right
  /// part; the left keeps the segment's own.
  std::optional<std::size_t> divide_segment(std::size_t index, const Gutter& gutter) {
    const std::vector<std::size_t> members = segments_[index].words;
    const double wanted = gap_in_gutter * segments_[index].size;
    for (std::size_t next = 1; next < members.size(); ++next) {
      const double gap_left = words_[members[next - 1]].box.right;
      const double gap_right = words_[members[next]].box.left;
      if (gap_right - gap_left >= wanted && gap_left <= gutter.center() && gap_right >= gutter.center()) {
        const auto middle = members.begin() + static_cast<std::ptrdiff_t>(next);
        const PdfSegment whole = segments_[index];
        segments_[index] = part_of(whole, {members.begin(), middle});
        segments_.push_back(part_of(whole, {middle, members.end()}));
        return segments_.size() - 1;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] PdfSegment part_of(const PdfSegment& whole, std::vector<std::size_t> members) const {
    PdfSegment part{.words = std::move(members), .baseline = whole.baseline, .size = whole.size};
    part.box = words_[part.words.front()].box;
    for (const std::size_t index : part.words) {
      part.box = united(part.box, words_[index].box);
    }
    return part;
  }

  /// Divides where the widest strip of white runs through the whole region; the second part is empty if none does.
  [[nodiscard]] std::pair<Region, Region> divide_at_widest_gap(Region region) const {
    std::stable_sort(region.begin(), region.end(),
                     [this](std::size_t a, std::size_t b) { return segments_[a].box.top < segments_[b].box.top; });
    double bottom = segments_[region.front()].box.bottom;
    double widest = 0;
    std::size_t at = region.size();
    for (std::size_t index = 1; index < region.size(); ++index) {
      const PdfSegment& segment = segments_[region[index]];
      const double gap = segment.box.top - bottom;
      if (gap > widest && gap >= gap_between_bands * segment.size) {
        widest = gap;
        at = index;
      }
      bottom = std::max(bottom, segment.box.bottom);
    }
    const auto middle = region.begin() + static_cast<std::ptrdiff_t>(at);
    return {Region(region.begin(), middle), Region(middle, region.end())};
  }

  std::vector<PdfSegment>& segments_;
  const std::vector<PdfWord>& words_;
  ReadingDirection direction_;
  std::vector<Region> columns_{};
};

}  // namespace

std::vector<std::vector<std::size_t>> order_columns(std::vector<PdfSegment>& segments,
                                                    const std::vector<PdfWord>& words, ReadingDirection direction) {
  return segments.empty() ? std::vector<Region>() : ColumnCutter(segments, words, direction).cut_page();
}

}  // namespace docexport
