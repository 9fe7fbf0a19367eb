#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "docexport/base/file.hpp"

namespace docexport {

/// Where `--output` wants a file: at a path, or on standard output (nullopt).
using OutputPath = std::optional<std::filesystem::path>;

/// `-` is standard output; a folder (the text ends in `/`, or the folder exists) takes the file under `file_name`;
/// anything else is the file itself. Throws Error (`not_found`) when the folder is missing, (`refused`) when the target
/// exists and may not be replaced.
OutputPath resolve_output(const std::string& output, const std::string& file_name, Overwrite overwrite);

/// Writes the whole file to the target: all or nothing for a path.
void write_output(int descriptor, const std::string& name, const OutputPath& target, Overwrite overwrite);

}  // namespace docexport
