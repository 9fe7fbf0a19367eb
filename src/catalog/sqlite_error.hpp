#pragma once

#include <filesystem>

#include "docexport/base/error.hpp"

namespace SQLite {
class Exception;
}

namespace docexport {

/// What a failure of SQLite on the catalog at `path` means for the caller. `system_error_number` is the errno behind
/// it, 0 when there is none.
Error catalog_error(const SQLite::Exception& exception, int system_error_number, const std::filesystem::path& path);

/// Whether a sync failed: the kernel may have dropped the pages, so that a repeat would only seem to succeed.
bool is_failed_sync(const SQLite::Exception& exception);

/// Whether a UNIQUE or PRIMARY KEY constraint was hurt.
bool is_duplicate(const SQLite::Exception& exception);

/// The catalog's content makes no sense; the message says what to do.
Error damaged_catalog(const std::filesystem::path& path, const std::string& cause);

}  // namespace docexport
