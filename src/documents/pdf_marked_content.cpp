#include "documents/pdf_marked_content.hpp"

#include <algorithm>
#include <iterator>

namespace docexport {
namespace {

constexpr std::size_t most_open_marks = 10000;
constexpr std::size_t most_marks = 100000;

PdfMark artifact_mark(const Dict* properties) {
  const bool is_running = properties != nullptr && properties->lookup("Type").isName("Pagination");
  return {.id = is_running ? PdfMark::running_header : PdfMark::artifact};
}

}  // namespace

void PdfMarkedContent::begin_page(int list) {
  open_.assign(1, {});
  graphics_.assign(1, {.list = list, .open = 1});
  runs_.clear();
  seen_.clear();
  bytes_ = 0;
}

void PdfMarkedContent::begin(std::string_view tag, const Dict* properties) {
  PdfMark mark = open_.back();
  const bool is_artifact = mark.id == PdfMark::artifact || mark.id == PdfMark::running_header;
  const int list = graphics_.back().list;
  if (!is_artifact && tag == "Artifact") {
    mark = artifact_mark(properties);
  } else if (!is_artifact && properties != nullptr && list >= 0) {
    if (const Object id = properties->lookup("MCID"); id.isInt() && id.getInt() >= 0) {
      mark = {.list = list, .id = id.getInt()};
      if (seen_.size() < most_marks) {
        seen_.insert(mark);
      }
    }
  }
  if (open_.size() < most_open_marks) {
    open_.push_back(mark);
  }
}

void PdfMarkedContent::end() {
  // The library tells the end of some marks whose beginning it does not tell.
  if (open_.size() > graphics_.back().open) {
    open_.pop_back();
  }
}

void PdfMarkedContent::begin_graphic(int list) {
  graphics_.push_back({.list = list, .open = open_.size()});
}

void PdfMarkedContent::end_graphic() {
  if (graphics_.size() > 1) {
    open_.resize(std::min(open_.size(), graphics_.back().open));
    graphics_.pop_back();
  }
}

void PdfMarkedContent::take_text(int bytes) {
  if (runs_.empty() || runs_.back().mark != open_.back()) {
    runs_.push_back({.first = bytes_, .mark = open_.back()});
  }
  bytes_ += bytes;
}

PdfMark PdfMarkedContent::mark_of(int byte) const {
  const auto after =
      std::upper_bound(runs_.begin(), runs_.end(), byte, [](int wanted, const Run& run) { return wanted < run.first; });
  return after == runs_.begin() ? PdfMark{} : std::prev(after)->mark;
}

}  // namespace docexport
