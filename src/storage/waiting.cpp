#include "storage/waiting.hpp"

#include <algorithm>
#include <random>
#include <thread>

#include "docexport/base/interruption.hpp"

namespace docexport {
namespace {

// Short enough that whoever pressed the keys does not notice.
constexpr std::chrono::milliseconds nap{20};

}  // namespace

void wait_interruptibly(std::chrono::milliseconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  throw_if_interrupted();
  for (auto now = std::chrono::steady_clock::now(); now < end; now = std::chrono::steady_clock::now()) {
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(nap, end - now));
    throw_if_interrupted();
  }
}

double random_fraction() {
  std::random_device device;
  return std::generate_canonical<double, 32>(device);
}

}  // namespace docexport
