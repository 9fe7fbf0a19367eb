#include "docexport/catalog/liveness_lock.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <charconv>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

constexpr mode_t lock_file_mode = 0600;
constexpr std::size_t digits_used = 15;
// Above every offset that a file can have bytes at, so that nothing else ever locks there.
constexpr off_t first_offset = off_t{1} << 62;

off_t offset_of(std::string_view export_id) {
  off_t offset = 0;
  std::size_t digits = 0;
  for (const char character : export_id) {
    if (character == '-') {
      continue;
    }
    unsigned digit = 0;
    const auto [end, error] = std::from_chars(&character, &character + 1, digit, 16);
    if (error != std::errc{} || digits == digits_used) {
      break;
    }
    offset = offset * 16 + static_cast<off_t>(digit);
    ++digits;
  }
  if (digits != digits_used) {
    throw Error(ErrorKind::internal, fmt::format("{} is not the id of an export", export_id));
  }
  return first_offset + offset;
}

struct flock one_byte(std::string_view export_id, short type) {
  struct flock range {};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = offset_of(export_id);
  range.l_len = 1;
  return range;
}

}  // namespace

LivenessLock::LivenessLock(const std::filesystem::path& catalog_path) : path_(catalog_path.string() + ".lock") {
  file_ = FileDescriptor(
      ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, lock_file_mode));
  if (!file_.is_open()) {
    throw system_error(fmt::format("cannot open the lock file {}", path_.string()), errno);
  }
  struct stat status {};
  if (::fstat(file_.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::configuration,
                fmt::format("the lock file {} is not a regular file; remove it", path_.string()));
  }
}

bool LivenessLock::try_acquire(std::string_view export_id) {
  struct flock range = one_byte(export_id, F_WRLCK);
  if (::fcntl(file_.get(), F_OFD_SETLK, &range) == 0) {
    return true;
  }
  if (errno == EAGAIN || errno == EACCES) {
    return false;
  }
  throw system_error(fmt::format("cannot lock {}", path_.string()), errno);
}

void LivenessLock::release(std::string_view export_id) {
  struct flock range = one_byte(export_id, F_UNLCK);
  if (::fcntl(file_.get(), F_OFD_SETLK, &range) != 0) {
    throw system_error(fmt::format("cannot unlock {}", path_.string()), errno);
  }
}

}  // namespace docexport
