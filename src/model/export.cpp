#include "docexport/model/export.hpp"

#include "model/enum_names.hpp"

namespace docexport {

std::string_view to_string(ExportStatus status) {
  switch (status) {
    case ExportStatus::pending:
      return "pending";
    case ExportStatus::processing:
      return "processing";
    case ExportStatus::completed:
      return "completed";
    case ExportStatus::failed:
      return "failed";
    case ExportStatus::expired:
      return "expired";
    case ExportStatus::deleted:
      return "deleted";
  }
  return "failed";
}

std::optional<ExportStatus> parse_export_status(std::string_view text) {
  return parse_enum(text, {ExportStatus::pending, ExportStatus::processing, ExportStatus::completed,
                           ExportStatus::failed, ExportStatus::expired, ExportStatus::deleted});
}

std::string_view to_string(ExportType type) {
  switch (type) {
    case ExportType::document_export:
      return "document_export";
    case ExportType::bulk_export:
      return "bulk_export";
  }
  return "document_export";
}

std::optional<ExportType> parse_export_type(std::string_view text) {
  return parse_enum(text, {ExportType::document_export, ExportType::bulk_export});
}

bool is_past_expiry(const Export& row, Timestamp now) {
  return row.status == ExportStatus::completed && !row.pinned && row.expires_at && *row.expires_at <= now;
}

ExportStatus effective_status(const Export& row, Timestamp now) {
  return is_past_expiry(row, now) ? ExportStatus::expired : row.status;
}

}  // namespace docexport
