#include "documents/reading_budget.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {
namespace {

/// Small members may well be nothing but zeros.
constexpr std::uint64_t ratio_counts_from = std::uint64_t{1} << 20;

}  // namespace

void ReadingBudget::take_cells(std::uint64_t count) {
  check_cells(count);
  cells_ += count;
}

void ReadingBudget::check_cells(std::uint64_t more) const {
  if (more > limits_.cells || cells_ + more > limits_.cells) {
    throw Error(ErrorKind::limit, fmt::format("{} has more than {} table cells, the most that are read; raise it with "
                                              "--max-cells",
                                              document_name_, limits_.cells));
  }
}

void ReadingBudget::take_inflated(std::uint64_t more, std::uint64_t unpacked, std::uint64_t packed) {
  inflated_bytes_ += more;
  if (inflated_bytes_ > limits_.inflated_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{} unpacks to more than {}, the most that is read; raise it with "
                                              "--max-inflated",
                                              document_name_, format_size(limits_.inflated_bytes)));
  }
  if (unpacked > ratio_counts_from && unpacked / limits_.inflation_ratio > packed) {
    throw Error(ErrorKind::limit,
                fmt::format("{} unpacks to more than {} times its size, as a zip bomb does; raise the limit with "
                            "--max-ratio",
                            document_name_, limits_.inflation_ratio));
  }
}

void ReadingBudget::check_depth(std::uint64_t depth) const {
  if (depth > limits_.depth) {
    throw Error(ErrorKind::limit, fmt::format("{} has elements nested more than {} deep; raise the limit with "
                                              "--max-depth",
                                              document_name_, limits_.depth));
  }
}

void ReadingBudget::take_page() {
  if (++pages_ > limits_.pages) {
    throw Error(ErrorKind::limit, fmt::format("{} has more than {} pages, the most that are read; raise it with "
                                              "--max-pages",
                                              document_name_, limits_.pages));
  }
}

}  // namespace docexport
