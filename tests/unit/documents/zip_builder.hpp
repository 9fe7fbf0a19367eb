#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace docexport::test {

/// Writes small ZIP archives as an office program would, and such as none would.
class ZipBuilder {
 public:
  /// A member as it is.
  ZipBuilder& add(std::string_view name, std::string_view bytes);
  /// A member that unpacks to `count` times `byte`, in a thousandth of that.
  ZipBuilder& add_run(std::string_view name, char byte, std::size_t count);
  /// The flag that says that the members from now on are encrypted.
  ZipBuilder& encrypted();
  /// Once more in the list of contents what the last member has, under another name.
  ZipBuilder& overlap_last(std::string_view name);
  /// The last member's checksum is not that of its bytes.
  ZipBuilder& with_wrong_checksum();

  /// The archive.
  [[nodiscard]] std::string bytes() const;
  /// The members alone: an archive that broke off before its list of contents.
  [[nodiscard]] const std::string& bytes_without_directory() const { return members_; }

 private:
  struct Entry {
    std::string name{};
    std::uint32_t offset = 0;
    std::uint32_t checksum = 0;
    std::uint32_t packed = 0;
    std::uint32_t unpacked = 0;
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
  };

  void append(Entry entry, std::string_view packed);
  static std::string common_header(const Entry& entry);

  std::string members_{};
  std::vector<Entry> entries_{};
  std::uint16_t flags_ = 0x0800;  // names are UTF-8
};

}  // namespace docexport::test
