#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

/// Writes a ZIP file: whole files one behind the other, as they are. The same members give the same bytes: there are no
/// times, owners or modes of this machine in it. Memory grows by the members' names only; sizes and counts that need it
/// are written as Zip64.
class ZipWriter {
 public:
  static constexpr std::uint64_t usual_limit = 0xffffffff;

  /// `descriptor` is an empty file, which stays the caller's; messages call it `name`. Sizes and offsets from
  /// `zip64_from` on are written as Zip64.
  ZipWriter(int descriptor, std::string name, std::uint64_t zip64_from = usual_limit);

  /// Copies the whole file behind `source`. `member` is UTF-8, relative, and not there yet.
  void add(const std::string& member, int source);

  /// Writes what comes behind the last member. Nothing can be added any more.
  void finish();

 private:
  struct Member {
    std::string name{};
    std::uint32_t crc32 = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
  };

  [[nodiscard]] bool is_large(std::uint64_t number) const { return number >= zip64_from_; }
  [[nodiscard]] std::uint32_t short_form(std::uint64_t number) const;
  [[nodiscard]] std::string local_header(const Member& member) const;
  [[nodiscard]] std::string directory_entry(const Member& member) const;
  [[nodiscard]] std::string end_of_directory(std::uint64_t begin) const;
  void write(std::string_view bytes);

  int descriptor_;
  std::string name_;
  std::uint64_t zip64_from_;
  std::uint64_t offset_ = 0;
  std::vector<Member> members_{};
};

}  // namespace docexport
