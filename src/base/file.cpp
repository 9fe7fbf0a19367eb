#include "docexport/base/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 20;

std::string_view kind_of_file(mode_t mode) {
  if (S_ISDIR(mode)) {
    return "a directory";
  }
  if (S_ISFIFO(mode)) {
    return "a FIFO";
  }
  if (S_ISSOCK(mode)) {
    return "a socket";
  }
  return "a device";
}

}  // namespace

FileDescriptor::FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (descriptor_ >= 0) {
    ::close(descriptor_);
  }
}

void FileDescriptor::close(const std::string& name) {
  const int descriptor = std::exchange(descriptor_, -1);
  if (descriptor >= 0 && ::close(descriptor) != 0 && errno != EINTR) {
    throw system_error("cannot finish writing " + name, errno);
  }
}

FileDescriptor open_regular_file(const std::filesystem::path& path) {
  FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) {
    // A socket cannot be opened at all; say what it is rather than "No such device or address".
    if (errno == ENXIO) {
      throw Error(ErrorKind::refused, path.string() + " is not a regular file: give a file");
    }
    throw system_error("cannot read " + path.string(), errno);
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    throw system_error("cannot read " + path.string(), errno);
  }
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::refused, path.string() + " is " + std::string(kind_of_file(status.st_mode)) +
                                        ", not a regular file: give a file");
  }
  return file;
}

std::uint64_t file_size(int descriptor, const std::string& name) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    throw system_error("cannot read the size of " + name, errno);
  }
  return static_cast<std::uint64_t>(status.st_size);
}

std::size_t read_at(int descriptor, std::span<char> buffer, std::uint64_t offset, const std::string& name) {
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t count =
        ::pread(descriptor, buffer.data() + done, buffer.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      throw system_error("cannot read " + name, errno);
    }
    if (count == 0) {
      break;
    }
    done += static_cast<std::size_t>(count);
  }
  return done;
}

void read_through(int descriptor, const std::string& name, const std::function<void(std::string_view)>& take) {
  // Not cleared first: a small file touches a small part of it.
  const auto buffer = std::make_unique_for_overwrite<char[]>(chunk_bytes);
  std::uint64_t offset = 0;
  while (true) {
    const std::size_t count = read_at(descriptor, std::span(buffer.get(), chunk_bytes), offset, name);
    if (count == 0) {
      return;
    }
    take(std::string_view(buffer.get(), count));
    if (count < chunk_bytes) {
      return;
    }
    offset += count;
  }
}

void write_all(int descriptor, std::string_view bytes, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      throw system_error("cannot write " + name, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void write_all_at(int descriptor, std::string_view bytes, std::uint64_t offset, const std::string& name) {
  while (!bytes.empty()) {
    const ssize_t count = ::pwrite(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) {
      continue;
    }
    if (count < 0) {
      throw system_error("cannot write " + name, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
}

void reserve_space(int descriptor, std::uint64_t size, const std::string& name) {
  int result = 0;
  do {
    result = ::fallocate(descriptor, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(size));
  } while (result != 0 && errno == EINTR);
  if (result != 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)) {
    throw system_error("cannot write " + name, errno);
  }
}

std::string read_file(const std::filesystem::path& path, std::size_t max_bytes) {
  const FileDescriptor file = open_regular_file(path);
  std::string content;
  read_through(file.get(), path.string(), [&](std::string_view bytes) {
    if (content.size() + bytes.size() > max_bytes) {
      throw Error(ErrorKind::limit, path.string() + " is larger than " + std::to_string(max_bytes) + " bytes");
    }
    content += bytes;
  });
  return content;
}

void sync_file(int descriptor, const std::string& name) {
  if (::fsync(descriptor) != 0) {
    throw system_error("cannot flush " + name + " to the disk", errno);
  }
}

void sync_directory(const std::filesystem::path& directory) {
  const FileDescriptor folder(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.is_open()) {
    throw system_error("cannot open the folder " + directory.string(), errno);
  }
  // Some filesystems cannot flush a folder and say EINVAL; there is nothing more to be done there.
  if (::fsync(folder.get()) != 0 && errno != EINVAL) {
    throw system_error("cannot flush the folder " + directory.string() + " to the disk", errno);
  }
}

void create_private_directories(const std::filesystem::path& directory) {
  std::error_code ignored;
  if (directory.empty() || std::filesystem::is_directory(directory, ignored)) {
    return;
  }
  create_private_directories(directory.parent_path());
  if (::mkdir(directory.c_str(), 0700) == 0) {
    return;
  }
  // Another process may have made it meanwhile; a file of that name is no folder.
  const int cause = errno;
  if (cause != EEXIST || !std::filesystem::is_directory(directory, ignored)) {
    throw system_error("cannot create the folder " + directory.string(), cause);
  }
}

FileDescriptor open_unnamed_file(const std::filesystem::path& directory) {
  FileDescriptor file(::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (file.is_open()) {
    return file;
  }
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL) {
    throw system_error("cannot create a temporary file in " + directory.string(), errno);
  }
  std::string pattern = (directory / ".docexport-XXXXXX").string();
  file = FileDescriptor(::mkostemp(pattern.data(), O_CLOEXEC));
  if (!file.is_open()) {
    throw system_error("cannot create a temporary file in " + directory.string(), errno);
  }
  ::unlink(pattern.c_str());
  return file;
}

}  // namespace docexport
