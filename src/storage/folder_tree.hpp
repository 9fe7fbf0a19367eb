#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/base/file.hpp"

namespace docexport {

struct FolderEntry {
  std::string name{};
  bool is_folder = false;
};

/// A folder that was opened, and made if need be.
struct MadeFolder {
  FileDescriptor folder{};
  std::vector<FileDescriptor> changed{};  ///< the folders above it that got a new entry and are not flushed yet

  void flush_changed(const std::string& name) const;
};

/// Files and folders below a root that are reached from it step by step, never over a symbolic link: whatever somebody
/// plants in the tree, nothing outside of it is read or written.
class FolderTree {
 public:
  explicit FolderTree(std::filesystem::path root) : root_(std::move(root)) {}

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

  /// The folder that holds `path` (relative, `/`-separated); nullopt when it is not there.
  [[nodiscard]] std::optional<FileDescriptor> open_parent(std::string_view path) const;

  /// The same, with all that is missing created (0700), the root included.
  [[nodiscard]] MadeFolder make_parent(std::string_view path) const;

  /// The regular file at `path`; nullopt when there is none.
  [[nodiscard]] std::optional<FileDescriptor> open_file(std::string_view path) const;

  /// Removes the file if it is there, and each folder above it that this leaves empty, but not the root.
  void remove_file(std::string_view path) const;

  /// The regular files and folders of a folder (empty for the root itself); empty when it is not there.
  [[nodiscard]] std::vector<FolderEntry> entries(std::string_view folder) const;

  /// `/root/path`, for messages.
  [[nodiscard]] std::string name_of(std::string_view path) const;

 private:
  [[nodiscard]] std::optional<FileDescriptor> open_folder(std::string_view folder) const;
  [[nodiscard]] std::optional<MadeFolder> try_to_make(std::string_view folder) const;

  std::filesystem::path root_;
};

/// `a/b` of `a/b/c`; empty for `c`.
std::string_view folder_of(std::string_view path);
/// `c` of `a/b/c`.
std::string_view last_component(std::string_view path);

}  // namespace docexport
