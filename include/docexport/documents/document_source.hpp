#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace docexport {

/// The bytes of a document, read from a descriptor with pread, or from memory for a document inside another; nothing is
/// held but what a reader asks for.
class DocumentSource {
 public:
  DocumentSource(int descriptor, std::uint64_t size, std::string name);
  /// The bytes must outlive the source.
  DocumentSource(std::string_view bytes, std::string name);

  [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// Fewer bytes than asked for only at the end.
  [[nodiscard]] std::size_t read(std::span<char> buffer, std::uint64_t offset) const;
  /// The first `count` bytes, or all there are.
  [[nodiscard]] std::string head(std::size_t count) const;
  /// `count` bytes from `offset`, or as many as there are.
  [[nodiscard]] std::string part(std::uint64_t offset, std::size_t count) const;
  /// All bytes. Throws Error (`limit`) when there are more than `max_bytes`.
  [[nodiscard]] std::string all(std::size_t max_bytes) const;
  /// The same document as if it ended after `count` bytes.
  [[nodiscard]] DocumentSource beginning(std::uint64_t count) const;

 private:
  int descriptor_ = -1;
  std::string_view bytes_{};  // used when there is no descriptor
  std::uint64_t size_;
  std::string name_;
};

}  // namespace docexport
