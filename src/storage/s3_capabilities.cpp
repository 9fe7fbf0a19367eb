#include "storage/s3_capabilities.hpp"

#include <algorithm>

namespace docexport {

WorkerShare::WorkerShare(WorkerBudget& budget, std::size_t wanted) : budget_(budget) {
  const auto asked = static_cast<std::ptrdiff_t>(std::max<std::size_t>(wanted, 1));
  std::ptrdiff_t free = budget_.free_.load();
  std::ptrdiff_t taken = 1;
  do {
    taken = std::clamp<std::ptrdiff_t>(free, 1, asked);
  } while (!budget_.free_.compare_exchange_weak(free, free - taken));
  workers_ = static_cast<std::size_t>(taken);
}

WorkerShare::~WorkerShare() {
  budget_.free_ += static_cast<std::ptrdiff_t>(workers_);
}

}  // namespace docexport
