#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace docexport {

/// Counts how far bytes that come in pieces are UTF-8. Runs of ASCII cost next to nothing.
class Utf8Census {
 public:
  void add(std::string_view bytes);
  /// The bytes end here: a sequence that is still incomplete counts as an error.
  void finish();

  /// Characters beyond ASCII.
  [[nodiscard]] std::uint64_t sequences() const noexcept { return sequences_; }
  /// Bytes that belong to no valid sequence.
  [[nodiscard]] std::uint64_t errors() const noexcept { return errors_; }
  [[nodiscard]] std::optional<std::uint64_t> first_error() const noexcept { return first_error_; }

 private:
  std::size_t add_pending(std::string_view bytes);
  void count_error(std::uint64_t offset);

  std::string pending_{};  // the beginning of a sequence that the last piece cut
  std::uint64_t offset_ = 0;
  std::uint64_t sequences_ = 0;
  std::uint64_t errors_ = 0;
  std::optional<std::uint64_t> first_error_{};
};

}  // namespace docexport
