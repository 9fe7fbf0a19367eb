#include "app/output_target.hpp"

#include <unistd.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

OutputPath resolve_output(const std::string& output, const std::string& file_name, Overwrite overwrite) {
  if (output == "-") {
    return std::nullopt;
  }
  std::filesystem::path target = output.empty() ? std::filesystem::path(".") : std::filesystem::path(output);
  std::error_code error;
  if (output.ends_with('/') || std::filesystem::is_directory(target, error)) {
    // The name may come from a catalog that somebody else wrote: it stays inside the folder.
    target /= safe_file_name(file_name, "export");
  }
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  if (!std::filesystem::is_directory(folder, error)) {
    throw Error(ErrorKind::not_found, "no folder " + folder.string() + ": create it, or choose another --output");
  }
  const auto opened = std::filesystem::status(target, error);
  if (std::filesystem::is_directory(opened)) {
    throw Error(ErrorKind::refused, target.string() + " is a folder: choose another --output");
  }
  // Replacing it would leave a plain file in the place of /dev/null.
  if (std::filesystem::exists(opened) && !std::filesystem::is_regular_file(opened)) {
    throw Error(ErrorKind::refused,
                target.string() + " is a device or a pipe, not a file: use --output - and redirect it");
  }
  const auto status = std::filesystem::symlink_status(target, error);
  if (overwrite == Overwrite::no && std::filesystem::exists(status)) {
    throw Error(ErrorKind::refused, target.string() + " exists: use --force to replace it, or another --output");
  }
  return target;
}

void write_output(int descriptor, const std::string& name, const OutputPath& target, Overwrite overwrite) {
  if (!target) {
    read_through(descriptor, name, [](std::string_view bytes) { write_all(STDOUT_FILENO, bytes, "standard output"); });
    return;
  }
  PendingFile file(*target);
  read_through(descriptor, name,
               [&](std::string_view bytes) { write_all(file.descriptor(), bytes, target->string()); });
  file.commit(overwrite);
}

}  // namespace docexport
