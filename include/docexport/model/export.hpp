#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/base/time.hpp"
#include "docexport/model/error_class.hpp"
#include "docexport/model/export_format.hpp"

namespace docexport {

/// design §5. `expired` and `deleted` say why an export is no more; `removed_at` says that its object is gone.
enum class ExportStatus { pending, processing, completed, failed, expired, deleted };
enum class ExportType { document_export, bulk_export };

std::string_view to_string(ExportStatus status);
std::optional<ExportStatus> parse_export_status(std::string_view text);
std::string_view to_string(ExportType type);
std::optional<ExportType> parse_export_type(std::string_view text);

/// A row of `exports` (design §4).
struct Export {
  std::string id{};
  std::optional<std::string> document_id{};
  std::string name{};
  std::string description{};
  ExportStatus status = ExportStatus::pending;
  ExportType type = ExportType::document_export;
  ExportFormat format = ExportFormat::json;
  std::string options_json = "{}";  ///< what was asked of the writer: view, table (model/render_protocol.hpp)
  std::string file_name{};
  std::string store{};     ///< the store's URL, without credentials
  std::string endpoint{};  ///< S3 endpoint in force when the export was made; empty for a folder
  std::string object_key{};
  std::optional<std::string> object_etag{};
  std::optional<std::uint64_t> file_size{};
  std::optional<std::string> sha256{};
  std::optional<std::uint64_t> records_count{};
  std::string stats_json = "{}";
  std::uint64_t download_count = 0;
  std::optional<Timestamp> last_downloaded_at{};
  int attempts = 0;
  bool pinned = false;
  std::optional<std::string> idempotency_key{};
  std::optional<ErrorClass> error_class{};
  std::optional<std::string> error_message{};
  std::string owner{};
  Timestamp created_at{};
  Timestamp updated_at{};
  std::optional<Timestamp> started_at{};
  std::optional<Timestamp> completed_at{};
  std::optional<Timestamp> expires_at{};
  std::optional<Timestamp> removed_at{};
};

/// A completed export past its time counts as expired at once, whether or not prune has run. Pinned ones never expire.
bool is_past_expiry(const Export& row, Timestamp now);
/// The status that users see: `expired` for a completed row past its time, else the row's own.
ExportStatus effective_status(const Export& row, Timestamp now);

}  // namespace docexport
