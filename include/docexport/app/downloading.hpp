#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "docexport/app/services.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

struct DownloadRequest {
  std::string id{};      ///< whole id
  std::string output{};  ///< a file, a folder (ends in `/` or exists), `-` for standard output; empty: the export's
                         ///< file name here
  bool overwrite = false;
  bool skip_existing = false;  ///< a target that has the export's bytes is left as it is
};

struct DownloadResult {
  Export row{};
  std::string path{};  ///< empty for standard output
  std::uint64_t bytes = 0;
  std::string sha256{};
  bool is_skipped = false;  ///< it was there already
};

/// Fetches the file, compares its size and SHA-256 with the catalog's, and only then gives it its name (or writes it to
/// standard output, descriptor 1). Counts the download after success. Throws Error `not_completed`, `expired`,
/// `refused` (the target exists), `integrity`, and what the store throws; nothing appears under the
/// target's name then; what has arrived of a large file stays beside it, as a part file that the next call goes on
/// with. `progress` hears of bytes received so far and in total.
DownloadResult download_export(Services& services, const DownloadRequest& request,
                               const std::function<void(std::uint64_t, std::uint64_t)>& progress);

struct LinkResult {
  Export row{};
  std::string url{};
  std::optional<Timestamp> ends_at{};  ///< absent for a file:// URL
  bool is_cut_short = false;           ///< it ends earlier than asked for, with the credentials
};

/// A link to the bytes instead of the bytes: made now, stored nowhere. Default lifetime 15 minutes, at most 7 days.
LinkResult link_to_export(Services& services, const std::string& id, std::chrono::seconds lifetime);

}  // namespace docexport
