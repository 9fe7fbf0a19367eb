#include "storage/waiting.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"

namespace docexport {
namespace {

// Short enough that whoever pressed the keys does not notice.
constexpr std::chrono::milliseconds nap{20};

void throw_if_stopped(const std::stop_token& stop) {
  throw_if_interrupted();
  if (stop.stop_requested()) {
    throw Error(ErrorKind::interrupted, "stopped, because its result is no longer needed");
  }
}

}  // namespace

void wait_interruptibly(std::chrono::milliseconds time, const std::stop_token& stop) {
  const auto end = std::chrono::steady_clock::now() + time;
  throw_if_stopped(stop);
  for (auto now = std::chrono::steady_clock::now(); now < end; now = std::chrono::steady_clock::now()) {
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(nap, end - now));
    throw_if_stopped(stop);
  }
}

double random_fraction() {
  std::random_device device;
  return std::generate_canonical<double, 32>(device);
}

}  // namespace docexport
