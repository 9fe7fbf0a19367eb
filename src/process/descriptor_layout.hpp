#pragma once

#include <utility>
#include <vector>

namespace docexport {

/// Makes this process's descriptors exactly those of `layout` (ours, the child's) and closes all others; `kept` is
/// moved out of the way, stays open until exec, and its new number is returned. Returns -errno on failure. Only makes
/// system calls: for the time between fork and exec. `spare` is room for as many numbers as `layout` has entries.
int arrange_descriptors(const std::vector<std::pair<int, int>>& layout, int kept, std::vector<int>& spare) noexcept;

}  // namespace docexport
