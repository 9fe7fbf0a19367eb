#include "storage/folder_tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "docexport/base/error.hpp"

namespace docexport {
namespace {

constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
// Somebody else may remove a folder as empty between our making it and our using it.
constexpr int max_creation_attempts = 100;

struct CloseFolder {
  void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

/// Takes the first component off.
std::string take_component(std::string_view& path) {
  const std::size_t end = std::min(path.find('/'), path.size());
  std::string component(path.substr(0, end));
  path.remove_prefix(std::min(end + 1, path.size()));
  return component;
}

/// A symbolic link is none of our files: ELOOP is how the kernel refuses it.
bool is_missing(int error_number) {
  return error_number == ENOENT || error_number == ENOTDIR || error_number == ELOOP;
}

enum class Found { before, now };

/// Says whether the folder had to be made. Its removal in between is found by whoever opens it.
Found make_folder(int parent, const std::string& component, const std::string& name) {
  if (::mkdirat(parent, component.c_str(), 0700) == 0) {
    return Found::now;
  }
  if (errno != EEXIST && errno != ENOENT) {
    throw system_error("cannot create the folder " + name, errno);
  }
  return Found::before;
}

/// Closed when the folder is not there.
FileDescriptor open_below(int parent, const std::string& component, const std::string& name) {
  FileDescriptor folder(::openat(parent, component.c_str(), folder_flags));
  if (!folder.is_open() && (errno == ENOTDIR || errno == ELOOP)) {
    throw Error(ErrorKind::conflict, "cannot use the folder " + name + ": there is something else of that name");
  }
  if (!folder.is_open() && errno != ENOENT) {
    throw system_error("cannot open the folder " + name, errno);
  }
  return folder;
}

FolderEntry read_entry(int folder, const dirent& entry) {
  FolderEntry found{.name = entry.d_name, .is_folder = entry.d_type == DT_DIR};
  bool is_file = entry.d_type == DT_REG;
  if (entry.d_type == DT_UNKNOWN) {
    struct stat status {};
    if (::fstatat(folder, entry.d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
      found.is_folder = S_ISDIR(status.st_mode);
      is_file = S_ISREG(status.st_mode);
    }
  }
  if (found.name == "." || found.name == ".." || (!found.is_folder && !is_file)) {
    return {};
  }
  return found;
}

/// Folders made on the way to the root are flushed too, or a power cut could take the first objects with them.
void make_root(const std::filesystem::path& root) {
  std::error_code failure;
  if (std::filesystem::is_directory(root, failure)) {
    return;
  }
  // What is not there is no failure here, but what may not be looked at is.
  if (failure && failure != std::errc::no_such_file_or_directory) {
    throw system_error("cannot use the folder " + root.string(), failure.value());
  }
  make_root(root.parent_path());
  create_private_directories(root);
  sync_directory(root.parent_path());
}

}  // namespace

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

std::string_view last_component(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string FolderTree::name_of(std::string_view path) const {
  return (root_ / path).string();
}

std::optional<FileDescriptor> FolderTree::open_folder(std::string_view folder) const {
  FileDescriptor current(::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  std::string_view rest = folder;
  while (current.is_open() && !rest.empty()) {
    const std::string component = take_component(rest);
    current = FileDescriptor(::openat(current.get(), component.c_str(), folder_flags));
  }
  if (current.is_open()) {
    return current;
  }
  if (is_missing(errno)) {
    return std::nullopt;
  }
  throw system_error("cannot open the folder " + name_of(folder), errno);
}

std::optional<FileDescriptor> FolderTree::open_parent(std::string_view path) const {
  return open_folder(folder_of(path));
}

MadeFolder FolderTree::make_parent(std::string_view path) const {
  for (int attempt = 0; attempt < max_creation_attempts; ++attempt) {
    make_root(root_);
    if (std::optional<MadeFolder> made = try_to_make(folder_of(path))) {
      return std::move(*made);
    }
  }
  throw Error(ErrorKind::temporary, "cannot keep the folder " + name_of(folder_of(path)) + ": something removes it");
}

std::optional<MadeFolder> FolderTree::try_to_make(std::string_view folder) const {
  MadeFolder made{.folder = FileDescriptor(::open(root_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC))};
  std::string_view rest = folder;
  while (made.folder.is_open() && !rest.empty()) {
    const std::string component = take_component(rest);
    const Found found = make_folder(made.folder.get(), component, name_of(folder));
    FileDescriptor below = open_below(made.folder.get(), component, name_of(folder));
    if (found == Found::now) {
      made.changed.push_back(std::move(made.folder));
    }
    made.folder = std::move(below);
  }
  return made.folder.is_open() ? std::optional(std::move(made)) : std::nullopt;
}

void MadeFolder::flush_changed(const std::string& name) const {
  for (const FileDescriptor& each : changed) {
    sync_file(each.get(), name);
  }
}

std::optional<FileDescriptor> FolderTree::open_file(std::string_view path) const {
  const std::optional<FileDescriptor> parent = open_parent(path);
  if (!parent) {
    return std::nullopt;
  }
  const std::string name(last_component(path));
  FileDescriptor file(::openat(parent->get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  if (!file.is_open() && is_missing(errno)) {
    return std::nullopt;
  }
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
    throw system_error("cannot read " + name_of(path), errno);
  }
  if (!S_ISREG(status.st_mode)) {
    return std::nullopt;
  }
  return file;
}

void FolderTree::remove_file(std::string_view path) const {
  std::optional<FileDescriptor> parent = open_parent(path);
  if (!parent) {
    return;
  }
  const std::string name(last_component(path));
  if (::unlinkat(parent->get(), name.c_str(), 0) == 0) {
    sync_file(parent->get(), name_of(folder_of(path)));
  } else if (errno != ENOENT && errno != EISDIR) {
    throw system_error("cannot remove " + name_of(path), errno);
  }
  for (std::string_view folder = folder_of(path); !folder.empty(); folder = folder_of(folder)) {
    parent = open_parent(folder);
    const std::string emptied(last_component(folder));
    // Another process may have put something into it, or have removed it as well: both are fine.
    if (!parent || ::unlinkat(parent->get(), emptied.c_str(), AT_REMOVEDIR) != 0) {
      return;
    }
  }
}

std::vector<FolderEntry> FolderTree::entries(std::string_view folder) const {
  const std::optional<FileDescriptor> opened = open_folder(folder);
  if (!opened) {
    return {};
  }
  // The stream closes its descriptor, so it gets one of its own.
  const int own = ::openat(opened->get(), ".", folder_flags);
  const std::unique_ptr<DIR, CloseFolder> stream(own < 0 ? nullptr : ::fdopendir(own));
  if (!stream) {
    throw system_error("cannot read the folder " + name_of(folder), errno);
  }
  std::vector<FolderEntry> found;
  errno = 0;
  for (const dirent* entry = ::readdir(stream.get()); entry != nullptr; entry = ::readdir(stream.get())) {
    found.push_back(read_entry(opened->get(), *entry));
    errno = 0;
  }
  if (errno != 0) {
    throw system_error("cannot read the folder " + name_of(folder), errno);
  }
  std::erase_if(found, [](const FolderEntry& entry) { return entry.name.empty(); });
  return found;
}

}  // namespace docexport
