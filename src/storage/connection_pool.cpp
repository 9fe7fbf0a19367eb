#include "storage/connection_pool.hpp"

namespace docexport {

HttpClient ConnectionPool::take() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) {
    // Room for it now, so that giving it back cannot fail.
    idle_.reserve(idle_.capacity() + 1);
    return HttpClient(options_);
  }
  // The one used last: its connection is the least likely to have been closed meanwhile.
  HttpClient client = std::move(idle_.back());
  idle_.pop_back();
  return client;
}

void ConnectionPool::give_back(HttpClient client) noexcept {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(client));
}

}  // namespace docexport
