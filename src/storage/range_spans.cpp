#include "storage/range_spans.hpp"

#include <algorithm>

namespace docexport {

RangeSpan RangeQueue::take(const SpanLimit& limit) {
  const std::lock_guard lock(mutex_);
  const std::size_t left = ranges_.size() - taken_;
  const std::size_t longest = std::clamp<std::size_t>(left / (std::size_t{2} * limit.workers), 1, limit.longest);
  RangeSpan span{.first = left > 0 ? ranges_[taken_] : 0, .count = 0};
  while (span.count < std::min(left, longest) && ranges_[taken_] == span.first + span.count) {
    ++span.count;
    ++taken_;
  }
  return span;
}

RangeWriter::RangeWriter(int descriptor, const PartPlan& plan, std::size_t first)
    : plan_(plan), next_(first), writer_(descriptor, plan.offset_of(first), "the download") {}

void RangeWriter::add(std::string_view piece, const std::function<void(std::size_t range)>& report) {
  writer_.add(piece);
  if (is_range_complete()) {
    writer_.flush();
  }
  for (; is_range_complete(); ++next_) {
    report(next_);
  }
}

bool RangeWriter::is_range_complete() const {
  return next_ < plan_.count() && plan_.offset_of(next_) + plan_.size_of(next_) <= writer_.position();
}

}  // namespace docexport
