#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "storage/gathering_writer.hpp"
#include "storage/part_plan.hpp"

namespace docexport {

/// Ranges of a download that follow each other, and that one request asks for: a server does more for two small answers
/// than for one large.
struct RangeSpan {
  std::size_t first = 0;
  std::size_t count = 0;
};

/// How much of a download one worker may take at once. Small enough for an atomic.
struct SpanLimit {
  std::uint32_t longest = 1;  ///< ranges
  std::uint32_t workers = 1;  ///< who share what is left
};

/// The ranges that nobody has asked for yet. Several threads may use it at once.
class RangeQueue {
 public:
  /// The ranges rise.
  explicit RangeQueue(std::vector<std::size_t> ranges) : ranges_(std::move(ranges)) {}

  /// The next ones, of which enough stay for the other workers; a count of 0 at the end.
  RangeSpan take(const SpanLimit& limit);

 private:
  std::mutex mutex_{};
  std::vector<std::size_t> ranges_;
  std::size_t taken_ = 0;
};

/// Writes the bytes of ranges that follow each other to their places.
class RangeWriter {
 public:
  /// The descriptor and the plan outlive the writer.
  RangeWriter(int descriptor, const PartPlan& plan, std::size_t first);

  /// Tells of each range that is in the file with this piece.
  void add(std::string_view piece, const std::function<void(std::size_t range)>& report);
  /// Where the next byte goes.
  [[nodiscard]] std::uint64_t position() const { return writer_.position(); }

 private:
  [[nodiscard]] bool is_range_complete() const;

  const PartPlan& plan_;
  std::size_t next_;
  GatheringWriter writer_;
};

}  // namespace docexport
