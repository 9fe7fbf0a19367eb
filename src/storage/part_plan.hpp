#pragma once

#include <cstddef>
#include <cstdint>

namespace docexport {

/// A file cut into pieces of one size, the last one being shorter.
struct PartPlan {
  std::uint64_t size = 0;
  std::uint64_t part_size = 1;

  [[nodiscard]] std::size_t count() const;
  [[nodiscard]] std::uint64_t offset_of(std::size_t index) const { return index * part_size; }
  [[nodiscard]] std::uint64_t size_of(std::size_t index) const;
};

inline constexpr std::size_t max_parts = 10'000;

/// Parts of the wanted size, or larger where there would be more than S3 takes. Throws Error (`limit`) for a file that
/// is too large even so.
PartPlan plan_parts(std::uint64_t size, std::uint64_t wanted_part_size);

}  // namespace docexport
