#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docexport {

/// Writes bytes that come in small pieces to their place in a file, many pieces at a time: writers of one file wait for
/// each other at every write.
class GatheringWriter {
 public:
  /// The next byte goes to `offset`. The descriptor outlives the writer; `name` is what an error calls the file.
  GatheringWriter(int descriptor, std::uint64_t offset, const char* name);

  /// Throws Error, as flush does.
  void add(std::string_view piece);
  /// Writes what is still held. What was added and not flushed is lost.
  void flush();
  /// Where the next byte goes.
  [[nodiscard]] std::uint64_t position() const { return offset_ + held_.size(); }

 private:
  int descriptor_;
  std::uint64_t offset_;
  const char* name_;
  std::string held_{};
};

}  // namespace docexport
