#include "documents/pdf_gutter.hpp"

#include <algorithm>
#include <cmath>

#include "documents/pdf_quantile.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_bins = 2000;
constexpr std::size_t fewest_lines = 4;
constexpr double words_of_a_text_line = 3;
constexpr double narrowest_gutter = 0.6;  ///< in units of the font size
constexpr double text_fill = 0.55;        ///< of the width of wide lines, by half of all lines
constexpr double widest_share = 0.9;      ///< of the lines are not wide
constexpr double row_tolerance = 0.2;
constexpr double mostly_aligned = 0.5;

/// The region's width in equal steps, and for each the height of text at, left and right of it.
class Profile {
 public:
  Profile(const std::vector<PdfSegment>& segments, std::span<const std::size_t> region)
      : left_(segments[region.front()].box.left) {
    double right = segments[region.front()].box.right;
    for (const std::size_t index : region) {
      left_ = std::min(left_, segments[index].box.left);
      right = std::max(right, segments[index].box.right);
    }
    const double width = std::max(right - left_, 1.0);
    step_ = std::max(1.0, width / static_cast<double>(most_bins));
    const auto bins = static_cast<std::size_t>(width / step_) + 2;
    crossing_.resize(bins);
    before_.resize(bins);
    after_.resize(bins);
    for (const std::size_t index : region) {
      add(segments[index].box);
    }
    accumulate();
  }

  /// The longest run of steps in which the lesser side has the most text.
  [[nodiscard]] std::optional<Gutter> best_strip() const {
    double best = 0;
    std::size_t best_begin = 0;
    std::size_t best_end = 0;
    for (std::size_t begin = 0; begin < crossing_.size();) {
      std::size_t end = begin + 1;
      while (end < crossing_.size() && same_text(begin, end)) {
        ++end;
      }
      const double score = std::min(before_[begin], after_[begin]) - crossing_[begin] / 2;
      if (score > best || (score == best && end - begin > best_end - best_begin)) {
        best = score;
        best_begin = begin;
        best_end = end;
      }
      begin = end;
    }
    if (best <= 0) {
      return std::nullopt;
    }
    return Gutter{.left = left_ + static_cast<double>(best_begin) * step_,
                  .right = left_ + static_cast<double>(best_end) * step_};
  }

 private:
  [[nodiscard]] std::size_t bin_of(double x) const { return static_cast<std::size_t>((x - left_) / step_); }

  [[nodiscard]] bool same_text(std::size_t a, std::size_t b) const {
    return before_[a] == before_[b] && after_[a] == after_[b];
  }

  /// Heights are rounded, so that sums of the same segments are the same whatever their order.
  void add(const BoundingBox& box) {
    const double height = std::round(box.bottom - box.top);
    const std::size_t first = bin_of(box.left);
    const std::size_t last = bin_of(box.right);
    crossing_[first] += height;
    crossing_[last + 1 < crossing_.size() ? last + 1 : last] -= height;
    before_[last + 1 < before_.size() ? last + 1 : last] += height;
    after_[first] += height;
  }

  void accumulate() {
    double total_after = 0;
    for (const double height : after_) {
      total_after += height;
    }
    for (std::size_t bin = 0; bin < crossing_.size(); ++bin) {
      total_after -= after_[bin];
      after_[bin] = total_after;
      if (bin > 0) {
        crossing_[bin] += crossing_[bin - 1];
        before_[bin] += before_[bin - 1];
      }
    }
  }

  double left_;
  double step_ = 1;
  std::vector<double> crossing_;
  std::vector<double> before_;
  std::vector<double> after_;
};

using Side = std::vector<const PdfSegment*>;

bool reads_as_text(const Side& side) {
  if (side.size() < fewest_lines) {
    return false;
  }
  std::vector<double> widths;
  std::vector<double> word_counts;
  for (const PdfSegment* segment : side) {
    widths.push_back(segment->box.right - segment->box.left);
    word_counts.push_back(static_cast<double>(segment->words.size()));
  }
  return quantile(word_counts, 0.5) >= words_of_a_text_line &&
         quantile(widths, 0.5) >= text_fill * quantile(widths, widest_share);
}

/// How much of the shorter side stands on the same lines as something on the other.
double aligned_share(const Side& left, const Side& right) {
  const Side& shorter = left.size() < right.size() ? left : right;
  const Side& longer = left.size() < right.size() ? right : left;
  std::vector<double> baselines;
  for (const PdfSegment* segment : longer) {
    baselines.push_back(segment->baseline);
  }
  std::sort(baselines.begin(), baselines.end());
  const auto aligned = std::count_if(shorter.begin(), shorter.end(), [&](const PdfSegment* segment) {
    const double tolerance = row_tolerance * segment->size;
    const auto next = std::lower_bound(baselines.begin(), baselines.end(), segment->baseline - tolerance);
    return next != baselines.end() && *next <= segment->baseline + tolerance;
  });
  return static_cast<double>(aligned) / static_cast<double>(shorter.size());
}

bool are_columns(const Side& left, const Side& right) {
  if (left.size() < 2 || right.size() < 2) {
    return false;
  }
  const bool left_is_text = reads_as_text(left);
  const bool right_is_text = reads_as_text(right);
  if (left_is_text && right_is_text) {
    return true;
  }
  return (left_is_text || right_is_text) && aligned_share(left, right) < mostly_aligned;
}

}  // namespace

std::optional<Gutter> find_gutter(const std::vector<PdfSegment>& segments, std::span<const std::size_t> region) {
  if (region.size() < 2 * fewest_lines) {
    return std::nullopt;
  }
  const auto gutter = Profile(segments, region).best_strip();
  if (!gutter) {
    return std::nullopt;
  }
  Side left;
  Side right;
  std::vector<double> sizes;
  for (const std::size_t index : region) {
    const PdfSegment& segment = segments[index];
    sizes.push_back(segment.size);
    if (segment.box.right <= gutter->center()) {
      left.push_back(&segment);
    } else if (segment.box.left >= gutter->center()) {
      right.push_back(&segment);
    }
  }
  const bool is_wide_enough = gutter->right - gutter->left >= narrowest_gutter * quantile(sizes, 0.5);
  return is_wide_enough && are_columns(left, right) ? gutter : std::nullopt;
}

}  // namespace docexport
