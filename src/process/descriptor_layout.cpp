#include "process/descriptor_layout.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>

namespace docexport {

int arrange_descriptors(const std::vector<std::pair<int, int>>& layout, int kept, std::vector<int>& spare) noexcept {
  int highest = 2;
  for (const auto& [ours, theirs] : layout) {
    highest = std::max(highest, theirs);
  }
  // Above all targets first: a dup2 could otherwise overwrite a descriptor that is still to be placed.
  for (std::size_t i = 0; i < layout.size(); ++i) {
    spare[i] = ::fcntl(layout[i].first, F_DUPFD_CLOEXEC, highest + 1);
    if (spare[i] < 0) {
      return -errno;
    }
  }
  const int moved = ::fcntl(kept, F_DUPFD_CLOEXEC, highest + 1);
  if (moved < 0) {
    return -errno;
  }
  for (int descriptor = 0; descriptor <= highest; ++descriptor) {
    ::close(descriptor);
  }
  for (std::size_t i = 0; i < layout.size(); ++i) {
    if (::dup2(spare[i], layout[i].second) < 0) {
      return -errno;
    }
  }
  // Not every descriptor of the process need be close-on-exec: one that came from our own parent is not.
  if (::close_range(static_cast<unsigned>(highest) + 1, UINT_MAX, CLOSE_RANGE_CLOEXEC) != 0) {
    return -errno;
  }
  return moved;
}

}  // namespace docexport
