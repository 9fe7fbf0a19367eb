#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "storage/range_spans.hpp"

namespace docexport {

/// How many connections a large download uses: all of them where the first is slow, as to a store across a network.
/// Where it is fast, each more costs both sides time that they have better use for, and is kept only if it makes the
/// download faster.
class ConnectionGrowth {
 public:
  using Time = std::chrono::steady_clock::time_point;

  ConnectionGrowth(std::size_t most, Time begin) : most_(most), since_(begin) {}

  /// How many there should be, now that so many bytes have arrived.
  std::size_t wanted(std::uint64_t bytes, Time now);
  /// How much one of them may ask for at once: little while it is not yet known how many there will be.
  [[nodiscard]] SpanLimit span_limit() const;

 private:
  enum class Phase { silent, first, trial, settled };

  void judge(double rate);

  std::size_t most_;
  Time since_;  ///< when the phase or its last measurement began
  std::uint64_t bytes_then_ = 0;
  double rate_ = 0;  ///< bytes a second before the trial
  Phase phase_ = Phase::silent;
  std::size_t wanted_ = 1;
};

}  // namespace docexport
