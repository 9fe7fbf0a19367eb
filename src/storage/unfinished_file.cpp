#include "storage/unfinished_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>

#include "docexport/base/error.hpp"
#include "docexport/base/random.hpp"
#include "storage/object_key.hpp"

namespace docexport {

UnfinishedFile::UnfinishedFile(int folder, FirstName first_name, std::string name)
    : folder_(folder), name_(std::move(name)) {
  if (first_name == FirstName::none) {
    file_ = FileDescriptor(::openat(folder_, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  }
  if (file_.is_open()) {
    return;
  }
  // Whatever it was, a named file says it more clearly: in a removed folder ext4 answers EPERM to O_TMPFILE.
  temporary_name_ = fmt::format("{}{}.part", unfinished_file_prefix, random_hexadecimal(8));
  file_ = FileDescriptor(
      ::openat(folder_, temporary_name_.c_str(), O_CREAT | O_EXCL | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file_.is_open()) {
    temporary_name_.clear();
    if (errno != ENOENT) {
      throw system_error("cannot create " + name_, errno);
    }
  }
}

UnfinishedFile::~UnfinishedFile() {
  if (!temporary_name_.empty()) {
    ::unlinkat(folder_, temporary_name_.c_str(), 0);
  }
}

Publication UnfinishedFile::publish(const std::string& file_name) {
  sync_file(file_.get(), name_);
  int result = 0;
  if (temporary_name_.empty()) {
    const std::string self = fmt::format("/proc/self/fd/{}", file_.get());
    result = ::linkat(AT_FDCWD, self.c_str(), folder_, file_name.c_str(), AT_SYMLINK_FOLLOW);
  } else {
    result = ::linkat(folder_, temporary_name_.c_str(), folder_, file_name.c_str(), 0);
  }
  if (result != 0 && errno == EEXIST) {
    return Publication::name_is_taken;
  }
  if (result != 0 && errno == ENOENT) {
    return Publication::folder_is_gone;
  }
  if (result != 0) {
    throw system_error("cannot create " + name_, errno);
  }
  sync_file(folder_, name_);
  return Publication::done;
}

}  // namespace docexport
