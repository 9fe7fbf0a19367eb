#include "documents/pdf_list_tracker.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "documents/pdf_paragraphs.hpp"

namespace docexport {
namespace {

constexpr double same_start = 0.6;  ///< in units of the font size
constexpr std::size_t deepest_list = 16;

/// A bullet that nothing else in a text begins with.
bool is_strong_bullet(const ListMarker& marker) {
  static constexpr std::string_view weak = "-–—*·";
  return !marker.ordered && weak.find(marker.text) == std::string_view::npos;
}

bool is_believable(const ListMarker& marker, bool goes_on, bool is_fresh) {
  if (goes_on || is_strong_bullet(marker)) {
    return true;
  }
  return is_fresh && (!marker.is_bare_letter || marker.number == 1);
}

}  // namespace

bool PdfListTracker::goes_on(const ListMarker& marker, double start, double tolerance) const {
  return std::any_of(open_.begin(), open_.end(), [&](const OpenList& list) {
    if (std::abs(list.start - start) > tolerance || list.last.ordered != marker.ordered) {
      return false;
    }
    return marker.ordered ? marker.number == list.last.number + 1 : marker.text == list.last.text;
  });
}

std::optional<PdfListItem> PdfListTracker::take_item(const PdfLine& line, bool is_fresh) {
  const std::string_view text = line.text;
  const auto blank = text.find(' ');
  auto marker = parse_list_marker(text.substr(0, blank));
  if (!marker || line.is_row) {
    return std::nullopt;
  }
  const double start = start_of(line);
  const double tolerance = same_start * line.size;
  if (!is_believable(*marker, goes_on(*marker, start, tolerance), is_fresh)) {
    return std::nullopt;
  }
  while (!open_.empty() && open_.back().start > start + tolerance) {
    open_.pop_back();
  }
  if (open_.empty() || (open_.back().start < start - tolerance && open_.size() < deepest_list)) {
    open_.push_back({.start = start});
  }
  open_.back().last = *marker;
  const std::string_view rest = blank == std::string_view::npos ? std::string_view() : text.substr(blank);
  const auto first = rest.find_first_not_of(' ');
  return PdfListItem{.marker = std::move(*marker),
                     .text = first == std::string_view::npos ? std::string() : std::string(rest.substr(first)),
                     .depth = static_cast<int>(open_.size()) - 1};
}

void PdfListTracker::take_other(const PdfLine& line) {
  while (!open_.empty() && open_.back().start > start_of(line) - same_start * line.size) {
    open_.pop_back();
  }
}

}  // namespace docexport
