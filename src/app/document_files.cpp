#include "app/document_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/base/text.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/rendering/renderer.hpp"

namespace docexport {

namespace {

constexpr std::string_view standard_input = "-";

/// The helper gets a descriptor that cannot write, so the spooled bytes are opened a second time.
FileDescriptor reopen_read_only(const FileDescriptor& file) {
  const std::string path = fmt::format("/proc/self/fd/{}", file.get());
  FileDescriptor reading(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!reading.is_open()) {
    throw system_error("cannot read back what came from standard input", errno);
  }
  return reading;
}

FileDescriptor spool_standard_input(const std::filesystem::path& folder) {
  create_private_directories(folder);
  const FileDescriptor spool = open_unnamed_file(folder);
  std::array<char, 65536> buffer{};
  while (true) {
    throw_if_interrupted();
    const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
    if (count == 0) {
      return reopen_read_only(spool);
    }
    if (count < 0 && errno != EINTR) {
      throw system_error("cannot read standard input", errno);
    }
    if (count > 0) {
      write_all(spool.get(), {buffer.data(), static_cast<std::size_t>(count)}, folder.string());
    }
  }
}

std::string identify(Services& services, const IncomingFile& incoming) {
  if (Catalog* catalog = services.catalog_if_present()) {
    // The same bytes under the same name are what they were.
    if (const auto known = catalog->documents().find_same(incoming.document.sha256, incoming.document.name)) {
      return known->media_type;
    }
  }
  const RenderOutcome outcome = services.renderer().render({.operation = RenderOperation::identify,
                                                            .document_name = incoming.document.name,
                                                            .document_sha256 = incoming.document.sha256,
                                                            .document_size = incoming.document.size},
                                                           {.document = incoming.descriptor.get()});
  if (outcome.failure) {
    throw Error(outcome.failure->kind, outcome.failure->message);
  }
  return outcome.media_type;
}

}  // namespace

IncomingFile open_incoming_file(Services& services, const std::string& path, const std::string& name) {
  IncomingFile incoming;
  const bool is_spooled = path == standard_input;
  incoming.descriptor = is_spooled ? spool_standard_input(services.settings().data_folder) : open_regular_file(path);
  services.renderer().start();
  Document& document = incoming.document;
  document.name = to_valid_utf8(name);
  document.source_path = is_spooled ? std::string() : std::filesystem::absolute(path).lexically_normal().string();
  document.size = file_size(incoming.descriptor.get(), path);
  document.sha256 = file_sha256(incoming.descriptor.get(), path);
  document.media_type = identify(services, incoming);
  return incoming;
}

void keep_copy(Services& services, IncomingFile& incoming) {
  const std::filesystem::path folder = services.settings().data_folder / "documents";
  const std::filesystem::path target = folder / incoming.document.sha256;
  create_private_directories(folder);
  if (!std::filesystem::exists(target)) {
    PendingFile copy(target);
    Sha256 hash;
    read_through(incoming.descriptor.get(), incoming.document.name, [&](std::string_view bytes) {
      hash.update(bytes);
      write_all(copy.descriptor(), bytes, target.string());
    });
    if (hexadecimal(hash.finish()) != incoming.document.sha256) {
      throw Error(ErrorKind::integrity, incoming.document.name + " changed while it was copied: add it again");
    }
    // Another process may have kept the same bytes meanwhile: they are the same.
    copy.commit(Overwrite::yes);
  }
  incoming.document.source_kind = SourceKind::copy;
  incoming.document.source_path = target.string();
}

FileDescriptor open_registered_document(const Document& document) {
  FileDescriptor file;
  try {
    file = open_regular_file(document.source_path);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::not_found) {
      throw Error(ErrorKind::not_found,
                  fmt::format("the file of document {} is gone: {}. Put it back, or add it from where it is now",
                              document.id, document.source_path));
    }
    throw;
  }
  const bool is_same = file_size(file.get(), document.source_path) == document.size &&
                       file_sha256(file.get(), document.source_path) == document.sha256;
  if (!is_same) {
    throw Error(ErrorKind::integrity,
                fmt::format("{} has changed since document {} was added. Add it again to export what it is now: "
                            "docexport add {}",
                            document.source_path, document.id, document.source_path));
  }
  return file;
}

}  // namespace docexport
