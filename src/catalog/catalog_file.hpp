#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

namespace docexport {

/// "dxpt": tells a catalog of ours from any other SQLite database.
inline constexpr std::uint32_t catalog_application_id = 0x64787074;

/// Makes an empty file with mode 0600, and its folder with 0700, when there is none.
void create_catalog_file(const std::filesystem::path& path);

/// Whether there is a file. Throws Error when it cannot be a catalog (`configuration`: a folder, a FIFO, a symbolic
/// link) or may not be read (`access`).
bool is_catalog_file_present(const std::filesystem::path& path);

/// The same path with every symbolic link of its folder resolved, so that SQLite can be told to follow none.
std::filesystem::path resolve_folder(const std::filesystem::path& path);

inline constexpr std::size_t database_header_size = 100;

/// Looks at the first bytes of the file, as they are before any lock is taken or a journal is played back: a file that
/// is not ours must stay as it is. Throws Error: `configuration` when it is another's, newer than `latest_version` or
/// in WAL mode, `integrity` when it ends within the header.
void check_database_header(std::span<const char> header, std::uint32_t latest_version,
                           const std::filesystem::path& path);

}  // namespace docexport
