#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "formats/deflated_part.hpp"
#include "formats/output_file.hpp"

namespace docexport {

/// A ZIP file that is written from its start to its end (APPNOTE 6.3; ZIP64 where sizes need it). It knows no time:
/// every member is of 1980-01-01.
class ZipFile {
 public:
  /// The file must outlive this.
  explicit ZipFile(OutputFile& output) : output_(output) {}

  /// A member that consists of the parts, all of which have ended, the last with Follows::nothing.
  void add(const std::string& name, std::span<const DeflatedPart* const> parts);
  /// Writes the directory.
  void finish();

 private:
  struct Member {
    std::string name{};
    std::uint32_t crc = 0;
    std::uint64_t compressed_size = 0;
    std::uint64_t size = 0;
    std::uint64_t offset = 0;
  };

  void append_local_header(const Member& member);
  void append_directory_entry(const Member& member);
  void append_directory_end(std::uint64_t directory_size);
  /// Hands what was made to the file; the count is the place in it.
  void put(ByteBuffer& bytes);

  OutputFile& output_;
  std::uint64_t position_ = 0;
  std::vector<Member> members_;
};

}  // namespace docexport
