#include "storage/connection_growth.hpp"

namespace docexport {
namespace {

using std::chrono::milliseconds;

constexpr auto longest_silence = milliseconds(10);
constexpr auto first_measurement = milliseconds(20);  ///< short, because a slow download waits for the others meanwhile
constexpr auto measurement = milliseconds(100);
constexpr double slow_rate = 200e6;
constexpr double worthwhile = 1.15;

constexpr std::uint32_t first_span = 8;
constexpr std::uint32_t span_on_trial = 1;
constexpr std::uint32_t longest_span = 16;

}  // namespace

std::size_t ConnectionGrowth::wanted(std::uint64_t bytes, Time now) {
  const auto elapsed = now - since_;
  if (phase_ == Phase::silent) {
    if (bytes == 0 && elapsed < longest_silence) {
      return wanted_;
    }
    // The time until the first byte says nothing about the rate.
    phase_ = bytes == 0 ? Phase::settled : Phase::first;
    wanted_ = bytes == 0 ? most_ : 1;
  } else if (elapsed < (phase_ == Phase::first ? first_measurement : measurement)) {
    return wanted_;
  } else {
    judge(static_cast<double>(bytes - bytes_then_) / std::chrono::duration<double>(elapsed).count());
  }
  since_ = now;
  bytes_then_ = bytes;
  return wanted_;
}

SpanLimit ConnectionGrowth::span_limit() const {
  if (phase_ == Phase::settled) {
    return {.longest = longest_span, .workers = static_cast<std::uint32_t>(wanted_)};
  }
  return {.longest = phase_ == Phase::trial ? span_on_trial : first_span, .workers = static_cast<std::uint32_t>(most_)};
}

void ConnectionGrowth::judge(double rate) {
  if (rate < slow_rate || wanted_ == most_) {
    phase_ = Phase::settled;
    wanted_ = most_;
  } else if (phase_ == Phase::first || (phase_ == Phase::trial && rate > worthwhile * rate_)) {
    phase_ = Phase::trial;
    rate_ = rate;
    ++wanted_;
  } else if (phase_ == Phase::trial) {
    phase_ = Phase::settled;
    --wanted_;
  }
}

}  // namespace docexport
