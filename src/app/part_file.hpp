#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "docexport/base/file.hpp"

namespace docexport {

/// What a download fetches: only a part file that was begun for the same is gone on with.
struct PartIdentity {
  std::string export_id{};
  std::string sha256{};
  std::string etag{};
  std::uint64_t size = 0;
};

/// The bytes of a large download that have arrived so far, in a file beside the target that outlives an interrupted
/// process: `<target>.<export>.part`. Behind the bytes it holds whose they are and which ranges (of fetch_range_size)
/// are whole. One process writes to it at a time.
class PartFile {
 public:
  /// Goes on with what is there for this identity, else begins anew. Throws Error: `busy` while another process writes
  /// to it, `refused` when something else has its name.
  PartFile(const std::filesystem::path& target, const PartIdentity& identity);
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  /// Without commit or discard the file stays, to be gone on with.
  ~PartFile();

  [[nodiscard]] int descriptor() const noexcept { return file_.descriptor(); }
  /// Some of it is from an earlier download.
  [[nodiscard]] bool is_resumed() const { return is_resumed_; }
  [[nodiscard]] bool has(std::uint64_t offset, std::uint64_t size) const;
  /// These bytes are in the file.
  void mark(std::uint64_t offset, std::uint64_t size);
  /// Nothing of it is to be trusted.
  void begin_anew();
  /// The bytes are proven: the target gets them. Throws Error (`refused`) when it exists and may not be replaced.
  void commit(Overwrite overwrite);
  void discard() { is_kept_ = false; }

 private:
  /// Whether any of them is whole.
  bool read_ranges();

  PartIdentity identity_;
  std::string name_;
  PendingFile file_;
  std::string header_;
  std::string ranges_;  ///< '1' for each that is whole, else '0'
  bool is_resumed_ = false;
  bool is_kept_ = true;
};

}  // namespace docexport
