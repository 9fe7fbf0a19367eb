#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {

namespace {

std::filesystem::path folder_of(const std::filesystem::path& target) {
  return target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
}

}  // namespace

PendingFile::PendingFile(std::filesystem::path target) : target_(std::move(target)) {
  std::string pattern = (folder_of(target_) / ".docexport-XXXXXX.part").string();
  file_ = FileDescriptor(::mkostemps(pattern.data(), 5, O_CLOEXEC));
  if (!file_.is_open()) {
    throw system_error("cannot write " + target_.string(), errno);
  }
  temporary_ = pattern;
}

PendingFile::PendingFile(std::filesystem::path target, std::filesystem::path temporary, FileDescriptor file)
    : target_(std::move(target)), temporary_(std::move(temporary)), file_(std::move(file)) {}

PendingFile::PendingFile(PendingFile&& other) noexcept
    : target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      file_(std::move(other.file_)) {}

PendingFile::~PendingFile() {
  if (!temporary_.empty()) {
    ::unlink(temporary_.c_str());
  }
}

void PendingFile::commit(Overwrite overwrite) {
  sync_file(file_.get(), target_.string());
  file_.close(target_.string());
  const unsigned flags = overwrite == Overwrite::yes ? 0U : static_cast<unsigned>(RENAME_NOREPLACE);
  int result = ::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), flags);
  if (result != 0 && errno == EINVAL && overwrite == Overwrite::no) {
    // A filesystem without RENAME_NOREPLACE: a hard link does not replace either.
    result = ::link(temporary_.c_str(), target_.c_str());
    if (result == 0) {
      ::unlink(temporary_.c_str());
    }
  }
  if (result != 0 && errno == EEXIST) {
    throw Error(ErrorKind::refused, target_.string() + " exists: use --force to replace it, or another --output");
  }
  if (result != 0) {
    throw system_error("cannot write " + target_.string(), errno);
  }
  temporary_.clear();
  sync_directory(folder_of(target_));
}

}  // namespace docexport
