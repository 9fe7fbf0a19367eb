#include "large_file.hpp"

#include <algorithm>
#include <filesystem>

#include "docexport/base/crc.hpp"
#include "docexport/base/digest.hpp"

namespace docexport::test {

LargeFile::LargeFile(std::uint64_t size, std::uint32_t seed) : file_(open_empty_file()), size_(size) {
  Sha256 digest;
  std::string piece(std::size_t{1} << 16, '\0');
  std::uint32_t state = seed;
  for (std::uint64_t done = 0; done < size;) {
    piece.resize(static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - done)));
    for (char& each : piece) {
      state = state * 1664525U + 1013904223U;
      each = static_cast<char>(state >> 24U);
    }
    digest.update(piece);
    crc64_ = crc64_nvme(piece, crc64_);
    write_all(file_.get(), piece, "a test's file");
    done += piece.size();
  }
  sha256_ = hexadecimal(digest.finish());
}

PutRequest LargeFile::request(const std::string& key) const {
  return {.key = key,
          .descriptor = file_.get(),
          .size = size_,
          .sha256 = sha256_,
          .content_type = "application/json",
          .file_name = "large.json"};
}

std::string stored_sha256(ObjectStore& store, const std::string& key) {
  Sha256 digest;
  store.get({.key = key}, [&](std::string_view bytes) { digest.update(bytes); });
  return hexadecimal(digest.finish());
}

FileDescriptor open_empty_file() {
  return open_unnamed_file(std::filesystem::temp_directory_path());
}

}  // namespace docexport::test
