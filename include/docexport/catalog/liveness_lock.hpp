#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "docexport/base/file.hpp"

namespace docexport {

/// The side file `<catalog>.lock`: one byte per running export, locked with open-file-description locks, which the
/// kernel frees when the process ends, however it ends (reliability.md §3). The byte's offset follows from the export's
/// id.
class LivenessLock {
 public:
  /// Opens or creates the side file, mode 0600.
  explicit LivenessLock(const std::filesystem::path& catalog_path);

  /// False when another open file holds it: the export is alive.
  bool try_acquire(std::string_view export_id);
  void release(std::string_view export_id);

 private:
  std::filesystem::path path_;
  FileDescriptor file_;
};

}  // namespace docexport
