#include "storage/local_object_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/text.hpp"
#include "storage/object_key.hpp"
#include "storage/percent_encoding.hpp"
#include "storage/unfinished_file.hpp"

namespace docexport {
namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 20;
// Another process may remove a folder as empty before we have put something into it.
constexpr int max_attempts = 100;

ObjectInfo describe_file(const FileDescriptor& file, std::string key, const std::string& name) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) {
    throw system_error("cannot look up " + name, errno);
  }
  const auto modified = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
  return {.key = std::move(key),
          .size = static_cast<std::uint64_t>(status.st_size),
          .modified_at = Timestamp(std::chrono::duration_cast<std::chrono::milliseconds>(modified))};
}

/// Copies and checks in one pass.
void copy_checked(const PutRequest& request, int target, const std::string& name) {
  Sha256 digest;
  std::uint64_t copied = 0;
  std::vector<char> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(chunk_bytes, request.size + 1)));
  while (const std::size_t count = read_at(request.descriptor, buffer, copied, "the export")) {
    throw_if_interrupted();
    digest.update({buffer.data(), count});
    write_all(target, {buffer.data(), count}, name);
    copied += count;
    if (request.on_progress) {
      request.on_progress(copied);
    }
  }
  if (copied != request.size || hexadecimal(digest.finish()) != request.sha256) {
    throw Error(ErrorKind::integrity,
                fmt::format("cannot store {}: the export file changed while it was read. Try again.", name));
  }
}

bool may_hold(std::string_view folder, std::string_view prefix, std::string_view after) {
  const bool fits_prefix = folder.starts_with(prefix) || prefix.starts_with(folder);
  return fits_prefix && (folder > after || after.starts_with(folder));
}

/// The byte order of whole keys: a folder's keys go on with a slash.
std::string order_of(const FolderEntry& entry) {
  return entry.is_folder ? entry.name + "/" : entry.name;
}

}  // namespace

std::string LocalObjectStore::put(const PutRequest& request) {
  check_object_key(request.key);
  try {
    if (!holds_already(request)) {
      store(request);
    }
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::no_space) {
      throw Error(ErrorKind::no_space, fmt::format("cannot store {} in {}: there is no space left. Make room there, or "
                                                   "choose another --store.",
                                                   request.key, tree_.root().string()));
    }
    throw;
  }
  return {};
}

bool LocalObjectStore::holds_already(const PutRequest& request) const {
  const std::optional<FileDescriptor> existing = tree_.open_file(request.key);
  if (!existing) {
    return false;
  }
  const std::string name = tree_.name_of(request.key);
  if (file_size(existing->get(), name) == request.size && file_sha256(existing->get(), name) == request.sha256) {
    return true;
  }
  throw Error(ErrorKind::conflict, fmt::format("cannot store {} in {}: there is another object of that key. It stays; "
                                               "retry under a new key.",
                                               request.key, tree_.root().string()));
}

void LocalObjectStore::store(const PutRequest& request) {
  const std::string name = tree_.name_of(request.key);
  for (int attempt = 0; attempt < max_attempts; ++attempt) {
    const MadeFolder parent = tree_.make_parent(request.key);
    UnfinishedFile file(parent.folder.get(), attempt == 0 ? FirstName::none : FirstName::temporary, name);
    if (!file.is_open()) {
      continue;
    }
    copy_checked(request, file.descriptor(), name);
    switch (file.publish(std::string(last_component(request.key)))) {
      case Publication::done:
        parent.flush_changed(name);
        return;
      case Publication::name_is_taken:
        if (!holds_already(request)) {
          throw Error(ErrorKind::conflict, fmt::format("cannot store {}: there is something that is not a file", name));
        }
        return;
      case Publication::folder_is_gone:
        break;
    }
  }
  throw Error(ErrorKind::temporary,
              fmt::format("cannot store {}: something keeps removing its folder. Try again.", name));
}

FileDescriptor LocalObjectStore::open_object(const std::string& key, const std::string& etag) const {
  const std::string name = tree_.name_of(key);
  std::optional<FileDescriptor> file = tree_.open_file(key);
  if (!file) {
    throw Error(ErrorKind::not_found, fmt::format("cannot read {}: there is no such file", name));
  }
  if (!etag.empty()) {
    throw Error(ErrorKind::expired, fmt::format("cannot read {}: it is not the object that was stored, which had the "
                                                "etag {}",
                                                name, etag));
  }
  return std::move(*file);
}

void LocalObjectStore::get(const GetRequest& request, const std::function<void(std::string_view)>& take) {
  check_object_key(request.key);
  const std::string name = tree_.name_of(request.key);
  const FileDescriptor file = open_object(request.key, request.etag);
  const std::uint64_t size = file_size(file.get(), name);
  if (request.offset > size) {
    throw Error(ErrorKind::integrity,
                fmt::format("cannot read {}: it ends before byte {}. Begin anew.", name, request.offset));
  }
  std::vector<char> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(chunk_bytes, size + 1)));
  std::uint64_t offset = request.offset;
  while (const std::size_t count = read_at(file.get(), buffer, offset, name)) {
    throw_if_interrupted();
    take({buffer.data(), count});
    offset += count;
  }
  if (offset < size) {
    throw Error(ErrorKind::integrity, fmt::format("cannot read {}: it became shorter meanwhile", name));
  }
}

void LocalObjectStore::fetch(const FetchRequest& request) {
  check_object_key(request.key);
  const std::string name = tree_.name_of(request.key);
  const FileDescriptor file = open_object(request.key, request.etag);
  if (file_size(file.get(), name) != request.size) {
    throw Error(ErrorKind::integrity,
                fmt::format("cannot read {}: it has not the {} bytes that were stored", name, request.size));
  }
  std::vector<char> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(chunk_bytes, request.size)));
  for (std::uint64_t offset = 0; offset < request.size; offset += fetch_range_size) {
    const std::uint64_t size = std::min(fetch_range_size, request.size - offset);
    if (request.has && request.has(offset, size)) {
      continue;
    }
    for (std::uint64_t done = 0; done < size;) {
      throw_if_interrupted();
      const auto room = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), size - done));
      const std::size_t count = read_at(file.get(), std::span(buffer.data(), room), offset + done, name);
      if (count == 0) {
        throw Error(ErrorKind::integrity, fmt::format("cannot read {}: it became shorter meanwhile", name));
      }
      write_all_at(request.descriptor, {buffer.data(), count}, offset + done, "the download");
      done += count;
    }
    if (request.on_range) {
      request.on_range(offset, size);
    }
  }
}

std::optional<ObjectInfo> LocalObjectStore::head(const std::string& key) {
  check_object_key(key);
  const std::optional<FileDescriptor> file = tree_.open_file(key);
  if (!file) {
    return std::nullopt;
  }
  return describe_file(*file, key, tree_.name_of(key));
}

void LocalObjectStore::remove(const std::string& key) {
  check_object_key(key);
  tree_.remove_file(key);
}

std::vector<RemoveFailure> LocalObjectStore::remove_many(std::span<const std::string> keys) {
  std::vector<RemoveFailure> failures;
  for (const std::string& key : keys) {
    throw_if_interrupted();
    try {
      remove(key);
    } catch (const Error& error) {
      failures.push_back({.key = key, .kind = error.kind(), .message = error.what()});
    }
  }
  return failures;
}

ListPage LocalObjectStore::list(const std::string& prefix, const std::string& next, std::size_t limit) {
  const std::size_t page_size = std::clamp<std::size_t>(limit, 1, 1'000);
  ListPage page;
  // One more than asked for tells whether there is another page.
  list_folder("", prefix, next, page_size + 1, page.objects);
  if (page.objects.size() > page_size) {
    page.objects.resize(page_size);
    page.next = page.objects.back().key;
  }
  return page;
}

void LocalObjectStore::list_folder(const std::string& folder, const std::string& prefix, const std::string& after,
                                   std::size_t limit, std::vector<ObjectInfo>& found) const {
  throw_if_interrupted();
  std::vector<FolderEntry> entries = tree_.entries(folder);
  std::sort(entries.begin(), entries.end(),
            [](const FolderEntry& left, const FolderEntry& right) { return order_of(left) < order_of(right); });
  for (const FolderEntry& entry : entries) {
    const std::string path = folder.empty() ? entry.name : folder + "/" + entry.name;
    if (entry.is_folder) {
      if (may_hold(path + "/", prefix, after)) {
        list_folder(path, prefix, after, limit, found);
      }
    } else if (path > after && path.starts_with(prefix) && !entry.name.starts_with(unfinished_file_prefix) &&
               is_valid_utf8(path)) {
      // A file may have gone since its folder was read.
      if (const std::optional<FileDescriptor> file = tree_.open_file(path)) {
        found.push_back(describe_file(*file, path, tree_.name_of(path)));
      }
    }
    if (found.size() >= limit) {
      return;
    }
  }
}

// A put is one copy: there is nothing that could be left open.
void LocalObjectStore::abort_upload(const std::string& key, const std::string& /*upload_state*/) {
  check_object_key(key);
}
std::vector<OpenUpload> LocalObjectStore::open_uploads(const std::string& /*prefix*/) {
  return {};
}
void LocalObjectStore::abort_upload(const OpenUpload& upload) {
  check_object_key(upload.key);
}

PresignedLink LocalObjectStore::presign(const std::string& key, std::chrono::seconds /*lifetime*/,
                                        const std::string& /*file_name*/) {
  check_object_key(key);
  return {.url = "file://" + percent_encode(tree_.name_of(key), KeepSlash::yes)};
}

}  // namespace docexport
