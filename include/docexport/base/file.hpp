#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace docexport {

/// Owns a file descriptor. Every descriptor this project opens is close-on-exec.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) noexcept : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept;
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor();

  [[nodiscard]] int get() const noexcept { return descriptor_; }
  [[nodiscard]] bool is_open() const noexcept { return descriptor_ >= 0; }

  /// Closes now and throws Error if the kernel reports a delayed write failure.
  void close(const std::string& name);

 private:
  int descriptor_ = -1;
};

/// Opens a regular file for reading, without following a last symbolic link to anything but a file and without blocking
/// on a FIFO. Throws Error: `not_found`, `access`, and `refused` for a directory, FIFO, socket or device.
FileDescriptor open_regular_file(const std::filesystem::path& path);

std::uint64_t file_size(int descriptor, const std::string& name);

/// Reads at most `buffer.size()` bytes at `offset`; fewer only at the end of the file.
std::size_t read_at(int descriptor, std::span<char> buffer, std::uint64_t offset, const std::string& name);

/// Calls `take` with consecutive pieces of the file, from its first byte to its end, whatever the descriptor's
/// position.
void read_through(int descriptor, const std::string& name, const std::function<void(std::string_view)>& take);

void write_all(int descriptor, std::string_view bytes, const std::string& name);
void write_all_at(int descriptor, std::string_view bytes, std::uint64_t offset, const std::string& name);

/// Makes sure, where the file system can, that the file's first `size` bytes have room on the disk; its size stays as
/// it is. Throws Error (`no_space`) at once rather than after most of it was written.
void reserve_space(int descriptor, std::uint64_t size, const std::string& name);

/// A whole small file as text. Throws Error (`limit`) when it is larger than `max_bytes`.
std::string read_file(const std::filesystem::path& path, std::size_t max_bytes);

/// Flushes the file, or the entries of the directory, to the disk.
void sync_file(int descriptor, const std::string& name);
void sync_directory(const std::filesystem::path& directory);

/// Creates missing folders with mode 0700, whatever the umask.
void create_private_directories(const std::filesystem::path& directory);

/// An open file without a name in `directory`, readable and writable, gone when it is closed.
FileDescriptor open_unnamed_file(const std::filesystem::path& directory);

/// What to do when the target of a move or a link exists.
enum class Overwrite { no, yes };

/// A file that is written under a temporary name beside its target (mode 0600) and appears whole or not at all.
class PendingFile {
 public:
  explicit PendingFile(std::filesystem::path target);
  /// The same with an open temporary file of the caller's, in the folder of the target.
  PendingFile(std::filesystem::path target, std::filesystem::path temporary, FileDescriptor file);
  PendingFile(PendingFile&&) noexcept;
  PendingFile& operator=(PendingFile&&) = delete;
  ~PendingFile();

  [[nodiscard]] int descriptor() const noexcept { return file_.get(); }

  /// Flushes the bytes, gives the file its name and flushes the folder. Throws Error (`refused`) when the target exists
  /// and `overwrite` is no; the target is then untouched.
  void commit(Overwrite overwrite);
  /// Leaves the temporary file where it is.
  void keep() noexcept { temporary_.clear(); }

 private:
  std::filesystem::path target_;
  std::filesystem::path temporary_;
  FileDescriptor file_;
};

}  // namespace docexport
