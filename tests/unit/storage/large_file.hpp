#pragma once

#include <cstdint>
#include <string>

#include "docexport/base/file.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport::test {

/// A file of noise that can be put in parts, and what is fetched of it; it has to outlive the request.
class LargeFile {
 public:
  explicit LargeFile(std::uint64_t size, std::uint32_t seed = 1);

  [[nodiscard]] PutRequest request(const std::string& key) const;
  [[nodiscard]] const std::string& sha256() const { return sha256_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] std::uint64_t crc64nvme() const { return crc64_; }

 private:
  FileDescriptor file_;
  std::uint64_t size_ = 0;
  std::string sha256_;
  std::uint64_t crc64_ = 0;
};

/// SHA-256 of what `get` gives.
std::string stored_sha256(ObjectStore& store, const std::string& key);

/// A file without bytes, to fetch into.
FileDescriptor open_empty_file();

}  // namespace docexport::test
