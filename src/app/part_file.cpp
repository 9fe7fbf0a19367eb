#include "app/part_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

namespace {

constexpr mode_t private_file = 0600;
constexpr std::size_t longest_name = 200;
constexpr char here = '1';
constexpr char missing = '0';

std::filesystem::path part_path(const std::filesystem::path& target, const std::string& export_id) {
  const std::string name = target.filename().string().substr(0, longest_name);
  return target.parent_path() / fmt::format("{}.{}.part", name, short_id(export_id));
}

FileDescriptor open_part(const std::filesystem::path& path) {
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, private_file));
  if (!file.is_open()) {
    throw system_error("cannot write " + path.string(), errno);
  }
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    throw Error(ErrorKind::busy, path.string() + " is being written by another download: wait for it to end");
  }
  return file;
}

/// Whoever had the lock before may have given the file its final name meanwhile.
bool is_still_named(const FileDescriptor& file, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  if (::fstat(file.get(), &opened) != 0 || ::lstat(path.c_str(), &named) != 0) {
    return false;
  }
  if (!S_ISREG(opened.st_mode) || opened.st_nlink > 1 || opened.st_uid != ::geteuid()) {
    throw Error(ErrorKind::refused, path.string() + " is not a file of ours: remove it, or choose another --output");
  }
  return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

PendingFile open_pending(const std::filesystem::path& target, const std::string& export_id) {
  const std::filesystem::path path = part_path(target, export_id);
  while (true) {
    FileDescriptor file = open_part(path);
    if (is_still_named(file, path)) {
      return {target, path, std::move(file)};
    }
  }
}

std::string header_of(const PartIdentity& identity) {
  return fmt::format("\ndocexport part 1 {} {} {} {}\n", identity.export_id, identity.sha256, identity.size,
                     identity.etag);
}

std::size_t range_count(std::uint64_t size) {
  return static_cast<std::size_t>((size + fetch_range_size - 1) / fetch_range_size);
}

}  // namespace

PartFile::PartFile(const std::filesystem::path& target, const PartIdentity& identity)
    : identity_(identity),
      name_(target.string()),
      file_(open_pending(target, identity.export_id)),
      header_(header_of(identity)),
      ranges_(range_count(identity.size), missing),
      is_resumed_(read_ranges()) {
  if (!is_resumed_) {
    begin_anew();
  }
}

PartFile::~PartFile() {
  if (is_kept_ && ranges_.find(here) != std::string::npos) {
    file_.keep();
  }
}

bool PartFile::read_ranges() {
  std::string footer(header_.size() + ranges_.size() + 1, '\0');
  const std::size_t count = read_at(descriptor(), footer, identity_.size, name_);
  if (count != footer.size() - 1 || !footer.starts_with(header_)) {
    return false;
  }
  ranges_ = footer.substr(header_.size(), ranges_.size());
  std::replace_if(
      ranges_.begin(), ranges_.end(), [](char each) { return each != here; }, missing);
  return ranges_.find(here) != std::string::npos;
}

bool PartFile::has(std::uint64_t offset, std::uint64_t size) const {
  const auto first = static_cast<std::size_t>(offset / fetch_range_size);
  const std::size_t last = range_count(offset + size);
  return last <= ranges_.size() &&
         std::string_view(ranges_).substr(first, last - first).find(missing) == std::string::npos;
}

void PartFile::mark(std::uint64_t offset, std::uint64_t size) {
  const std::uint64_t end = offset + size;
  for (auto range = static_cast<std::size_t>((offset + fetch_range_size - 1) / fetch_range_size);
       range < ranges_.size() && std::min((range + 1) * fetch_range_size, identity_.size) <= end; ++range) {
    ranges_[range] = here;
    write_all_at(descriptor(), std::string_view(&here, 1), identity_.size + header_.size() + range, name_);
  }
}

void PartFile::begin_anew() {
  std::fill(ranges_.begin(), ranges_.end(), missing);
  is_resumed_ = false;
  if (::ftruncate(descriptor(), 0) != 0) {
    throw system_error("cannot write " + name_, errno);
  }
  write_all_at(descriptor(), header_ + ranges_, identity_.size, name_);
  reserve_space(descriptor(), identity_.size, name_);
}

void PartFile::commit(Overwrite overwrite) {
  if (::ftruncate(descriptor(), static_cast<off_t>(identity_.size)) != 0) {
    throw system_error("cannot write " + name_, errno);
  }
  // Our lock lasts until the file has its final name: nobody takes it for a part file meanwhile.
  const FileDescriptor lock(::fcntl(descriptor(), F_DUPFD_CLOEXEC, 0));
  discard();
  file_.commit(overwrite);
}

}  // namespace docexport
