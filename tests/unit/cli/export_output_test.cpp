#include "cli/export_output.hpp"

#include <doctest/doctest.h>

using docexport::Export;
using docexport::export_json;
using docexport::export_line;
using docexport::ExportStatus;
using docexport::pagination_json;
using docexport::Timestamp;
using nlohmann::ordered_json;

namespace {

const Timestamp now{std::chrono::days{19737} + std::chrono::hours{12}};

Export completed_export() {
  Export row;
  row.id = "3f2b8c1d-0000-4000-8000-000000000001";
  row.name = "document_export_123";
  row.description = "JSON export of document.pdf";
  row.status = ExportStatus::completed;
  row.file_size = 1024;
  row.records_count = 1;
  row.stats_json = R"({"pages":2})";
  row.created_at = now - std::chrono::hours{1};
  row.completed_at = now;
  row.expires_at = now + std::chrono::days{30};
  return row;
}

}  // namespace

TEST_CASE("an export has all its keys, in one order, and absent is null") {
  std::vector<std::string> keys;
  const ordered_json object = export_json(completed_export(), now);
  for (const auto& [key, value] : object.items()) {
    keys.push_back(key);
  }
  CHECK(keys ==
        std::vector<std::string>{
            "id",          "name",          "description",  "status",        "type",           "format",
            "document_id", "file_name",     "store",        "endpoint",      "object_key",     "file_size",
            "sha256",      "records_count", "stats",        "options",       "download_count", "last_downloaded_at",
            "attempts",    "pinned",        "error_class",  "error_message", "owner",          "created_at",
            "updated_at",  "started_at",    "completed_at", "expires_at",    "removed_at"});
  CHECK(object["document_id"].is_null());
  CHECK(object["endpoint"].is_null());
  CHECK(object["removed_at"].is_null());
  CHECK(object["stats"]["pages"] == 2);
  CHECK(object["options"] == ordered_json::object());
  CHECK(object["created_at"] == "2024-01-15T11:00:00Z");
}

TEST_CASE("a completed export past its time is shown as expired") {
  Export row = completed_export();
  row.expires_at = now - std::chrono::seconds{1};
  CHECK(export_json(row, now)["status"] == "expired");
}

TEST_CASE("the line for a pipe has whole ids, bytes and RFC 3339 times") {
  CHECK(export_line(completed_export(), now) ==
        "3f2b8c1d-0000-4000-8000-000000000001\tdocument_export_123\tcompleted\tjson\t1\t1024\t2024-01-15T11:00:00Z\t0\t"
        "2024-02-14T12:00:00Z\n");
}

TEST_CASE("pages are counted") {
  CHECK(pagination_json(2, 20, 57) == ordered_json({{"page", 2},
                                                    {"limit", 20},
                                                    {"total", 57},
                                                    {"total_pages", 3},
                                                    {"has_next_page", true},
                                                    {"has_prev_page", true}}));
  CHECK(pagination_json(1, 20, 0)["total_pages"] == 0);
  CHECK(pagination_json(1, 20, 20)["has_next_page"] == false);
}

TEST_CASE("what is known of an export is said in short") {
  CHECK(docexport::export_facts(completed_export(), now) == "1.0 KiB, 1 record, expires in 30 days");
  CHECK(docexport::counted(2, "export") == "2 exports");
}
