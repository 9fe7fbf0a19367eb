#include "storage/part_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {
namespace {

constexpr std::uint64_t max_part_size = std::uint64_t{5} << 30;
constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;

std::uint64_t divide_up(std::uint64_t number, std::uint64_t by) {
  return number / by + (number % by == 0 ? 0 : 1);
}

}  // namespace

std::size_t PartPlan::count() const {
  return static_cast<std::size_t>(divide_up(size, part_size));
}

std::uint64_t PartPlan::size_of(std::size_t index) const {
  return std::min(part_size, size - offset_of(index));
}

PartPlan plan_parts(std::uint64_t size, std::uint64_t wanted_part_size) {
  const std::uint64_t least = divide_up(divide_up(size, max_parts), mebibyte) * mebibyte;
  const bool fits = divide_up(size, std::max<std::uint64_t>(wanted_part_size, 1)) <= max_parts;
  const std::uint64_t part_size = std::max<std::uint64_t>(fits ? wanted_part_size : least, 1);
  if (part_size > max_part_size && size > max_part_size) {
    throw Error(ErrorKind::limit,
                fmt::format("{} is more than an object in S3 can hold. Export less at once.", format_size(size)));
  }
  return {.size = size, .part_size = std::min(part_size, max_part_size)};
}

}  // namespace docexport
