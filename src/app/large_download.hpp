#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "docexport/app/services.hpp"
#include "docexport/base/file.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

using DownloadProgress = std::function<void(std::uint64_t received, std::uint64_t total)>;

/// Fetches the export's object into `target`, in ranges side by side, through a part file that a later call goes on
/// with when this one is cut off. The whole file's SHA-256 decides: what an earlier download left is believed only so
/// far. Throws Error `integrity` when the object is not what was exported, and what the store throws; the part file
/// then stays, unless its bytes were wrong.
void download_in_ranges(Services& services, const Export& row, const std::filesystem::path& target, Overwrite overwrite,
                        const DownloadProgress& progress);

/// The bytes that arrived are not those that were exported.
Error wrong_content(const Export& row, std::uint64_t size, const std::string& sha256);

}  // namespace docexport
