#include "documents/zip_archive.hpp"

#include <zip.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "documents/zip_recovery.hpp"

namespace docexport {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} << 10;
constexpr std::int64_t max_members = 100'000;

struct CloseMember {
  void operator()(zip_file_t* file) const noexcept { static_cast<void>(zip_fclose(file)); }
};
using MemberHandle = std::unique_ptr<zip_file_t, CloseMember>;

std::string normal_name(std::string_view name) {
  std::string normal(name.substr(std::min(name.find_first_not_of("/\\"), name.size())));
  std::replace(normal.begin(), normal.end(), '\\', '/');
  return normal;
}

std::string cause_of(zip_error_t* error) {
  return to_valid_utf8(zip_error_strerror(error));
}

}  // namespace

/// The document's bytes and, where its list of contents was lost, the one that was made for it.
class ZipArchive::Input {
 public:
  explicit Input(const DocumentSource& source) : source_(source) { zip_error_init(&error_); }

  void append(std::string rebuilt_directory) { rebuilt_directory_ = std::move(rebuilt_directory); }

  void throw_failure() {
    if (failure_) {
      std::rethrow_exception(std::exchange(failure_, nullptr));
    }
  }

  /// What libzip asks for; an exception must not pass through it, since it is C.
  static zip_int64_t answer(void* user, void* data, zip_uint64_t length, zip_source_cmd_t command) noexcept {
    Input& input = *static_cast<Input*>(user);
    switch (static_cast<int>(command)) {
      case ZIP_SOURCE_OPEN:
        input.offset_ = 0;
        return 0;
      case ZIP_SOURCE_READ:
        return input.read(static_cast<char*>(data), length);
      case ZIP_SOURCE_SEEK:
        return input.seek(data, length);
      case ZIP_SOURCE_TELL:
        return static_cast<zip_int64_t>(input.offset_);
      case ZIP_SOURCE_STAT:
        return input.describe(data);
      case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&input.error_, data, length);
      case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
      case ZIP_SOURCE_CLOSE:
      case ZIP_SOURCE_FREE:
        return 0;
      default:
        zip_error_set(&input.error_, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
  }

 private:
  [[nodiscard]] std::uint64_t size() const { return source_.size() + rebuilt_directory_.size(); }

  zip_int64_t read(char* buffer, zip_uint64_t length) noexcept {
    try {
      std::size_t count = source_.read({buffer, static_cast<std::size_t>(length)}, offset_);
      if (count < length && offset_ + count >= source_.size()) {
        const auto from = static_cast<std::size_t>(offset_ + count - source_.size());
        const std::string_view rest =
            std::string_view(rebuilt_directory_).substr(std::min(from, rebuilt_directory_.size()));
        count += rest.copy(buffer + count, static_cast<std::size_t>(length) - count);
      }
      offset_ += count;
      return static_cast<zip_int64_t>(count);
    } catch (...) {
      failure_ = std::current_exception();
      zip_error_set(&error_, ZIP_ER_READ, EIO);
      return -1;
    }
  }

  zip_int64_t seek(void* arguments, zip_uint64_t length) noexcept {
    const zip_int64_t target = zip_source_seek_compute_offset(offset_, size(), arguments, length, &error_);
    if (target < 0) {
      return -1;
    }
    offset_ = static_cast<std::uint64_t>(target);
    return 0;
  }

  zip_int64_t describe(void* data) const noexcept {
    auto* const status = static_cast<zip_stat_t*>(data);
    zip_stat_init(status);
    status->size = size();
    status->valid |= ZIP_STAT_SIZE;
    return static_cast<zip_int64_t>(sizeof(zip_stat_t));
  }

  const DocumentSource& source_;
  std::string rebuilt_directory_{};
  std::uint64_t offset_ = 0;
  zip_error_t error_{};
  std::exception_ptr failure_{};
};

struct ZipArchive::Member {
  std::string name{};
  MemberHandle handle{};
  std::string buffer{};
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
};

void ZipArchive::Discard::operator()(::zip* archive) const noexcept {
  zip_discard(archive);
}

ZipArchive::ZipArchive(const DocumentSource& source, ReadingBudget& budget)
    : source_(source), budget_(budget), input_(std::make_unique<Input>(source)) {
  open();
  list_members();
}

ZipArchive::~ZipArchive() = default;

void ZipArchive::open() {
  zip_error_t error;
  zip_error_init(&error);
  for (const bool rebuilt : {false, true}) {
    if (rebuilt) {
      input_->append(rebuild_zip_directory(source_));
    }
    zip_source_t* const input = zip_source_function_create(&Input::answer, input_.get(), &error);
    archive_.reset(input == nullptr ? nullptr : zip_open_from_source(input, ZIP_RDONLY, &error));
    if (archive_ == nullptr && input != nullptr) {
      zip_source_free(input);
    }
    input_->throw_failure();
    if (archive_ != nullptr) {
      if (rebuilt) {
        warnings_.emplace_back("The archive's list of contents is damaged; its members were found one by one");
      }
      return;
    }
  }
  const std::string cause = cause_of(&error);
  zip_error_fini(&error);
  throw Error(ErrorKind::input, fmt::format("{} is damaged: its list of contents cannot be read ({}); get the file "
                                            "again, or save it anew",
                                            source_.name(), cause));
}

void ZipArchive::list_members() {
  const zip_int64_t count = zip_get_num_entries(archive_.get(), 0);
  if (count > max_members) {
    throw Error(ErrorKind::limit, fmt::format("{} has {} members, which no document needs; at most {} are read",
                                              source_.name(), count, max_members));
  }
  std::uint64_t packed_bytes = 0;
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
    zip_stat_t status;
    if (zip_stat_index(archive_.get(), index, 0, &status) != 0 || (status.valid & ZIP_STAT_NAME) == 0) {
      continue;
    }
    packed_bytes += (status.valid & ZIP_STAT_COMP_SIZE) != 0 ? status.comp_size : 0;
    std::string name = normal_name(to_valid_utf8(status.name));
    if (name.empty() || name.back() == '/') {
      continue;
    }
    lower_case_indexes_.emplace(to_lower_ascii(name), index);
    if (indexes_.emplace(name, index).second) {
      names_.push_back(std::move(name));
    }
  }
  // Members that lie side by side have room in the file.
  if (packed_bytes > source_.size()) {
    throw Error(ErrorKind::limit,
                fmt::format("{} has members that overlap, as a zip bomb does; it is not read", source_.name()));
  }
}

const std::uint64_t* ZipArchive::find(std::string_view name) const {
  const std::string normal = normal_name(name);
  if (const auto exact = indexes_.find(normal); exact != indexes_.end()) {
    return &exact->second;
  }
  const auto similar = lower_case_indexes_.find(to_lower_ascii(normal));
  return similar == lower_case_indexes_.end() ? nullptr : &similar->second;
}

bool ZipArchive::contains(std::string_view name) const {
  return find(name) != nullptr;
}

std::string ZipArchive::read(std::string_view name, std::uint64_t max_bytes) {
  std::string bytes;
  stream(name, [&](std::string_view piece) {
    if (bytes.size() + piece.size() > max_bytes) {
      throw Error(ErrorKind::limit, fmt::format("{}: the part {} unpacks to more than {}, the most that is read of one",
                                                source_.name(), name, format_size(max_bytes)));
    }
    bytes += piece;
  });
  return bytes;
}

void ZipArchive::stream(std::string_view name, const std::function<void(std::string_view)>& take) {
  Member member = open_member(name);
  while (read_piece(member, take)) {
  }
}

ZipArchive::Member ZipArchive::open_member(std::string_view name) {
  const std::uint64_t* const index = find(name);
  if (index == nullptr) {
    throw Error(ErrorKind::input, fmt::format("{} is damaged: it has no part {}; get the file again, or save it anew",
                                              source_.name(), name));
  }
  zip_stat_t status;
  zip_stat_init(&status);
  static_cast<void>(zip_stat_index(archive_.get(), *index, 0, &status));
  if ((status.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && status.encryption_method != ZIP_EM_NONE) {
    throw Error(ErrorKind::input,
                fmt::format("{} is encrypted (its part {}); remove the password and try again", source_.name(), name));
  }
  Member member{.name = std::string(name), .packed = status.comp_size};
  member.handle.reset(zip_fopen_index(archive_.get(), *index, 0));
  input_->throw_failure();
  if (member.handle == nullptr) {
    throw Error(ErrorKind::input, fmt::format("{} is damaged: its part {} cannot be read ({})", source_.name(), name,
                                              cause_of(zip_get_error(archive_.get()))));
  }
  member.buffer.resize(static_cast<std::size_t>(std::clamp<std::uint64_t>(status.size + 1, 1, piece_bytes)));
  return member;
}

bool ZipArchive::read_piece(Member& member, const std::function<void(std::string_view)>& take) {
  const zip_int64_t count = zip_fread(member.handle.get(), member.buffer.data(), member.buffer.size());
  input_->throw_failure();
  if (count < 0) {
    const std::string cause = cause_of(zip_file_get_error(member.handle.get()));
    if (member.unpacked == 0) {
      throw Error(ErrorKind::input, fmt::format("{} is damaged: its part {} cannot be unpacked ({})", source_.name(),
                                                member.name, cause));
    }
    warnings_.push_back(fmt::format("The part {} is damaged ({}); it was read as far as it goes", member.name, cause));
  }
  if (count <= 0) {
    return false;
  }
  const auto more = static_cast<std::size_t>(count);
  member.unpacked += more;
  budget_.take_inflated(more, member.unpacked, member.packed);
  take(std::string_view(member.buffer).substr(0, more));
  return true;
}

}  // namespace docexport
