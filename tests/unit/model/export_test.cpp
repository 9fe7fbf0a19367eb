#include "docexport/model/export.hpp"

#include <doctest/doctest.h>

namespace docexport {

namespace {

using namespace std::chrono_literals;

const Timestamp noon{1'700'000'000s};

Export completed_export() {
  return {.id = "a", .status = ExportStatus::completed, .expires_at = noon};
}

}  // namespace

TEST_CASE("each status and each type is read again from its name") {
  for (const ExportStatus status : {ExportStatus::pending, ExportStatus::processing, ExportStatus::completed,
                                    ExportStatus::failed, ExportStatus::expired, ExportStatus::deleted}) {
    CAPTURE(to_string(status));
    CHECK(parse_export_status(to_string(status)) == status);
  }
  for (const ExportType type : {ExportType::document_export, ExportType::bulk_export}) {
    CHECK(parse_export_type(to_string(type)) == type);
  }
  CHECK_FALSE(parse_export_status("lost"));
  CHECK_FALSE(parse_export_type("lost"));
}

TEST_CASE("a completed export is expired from its time on, to the millisecond") {
  const Export row = completed_export();
  CHECK_FALSE(is_past_expiry(row, noon - 1ms));
  CHECK(effective_status(row, noon - 1ms) == ExportStatus::completed);
  CHECK(is_past_expiry(row, noon));
  CHECK(effective_status(row, noon) == ExportStatus::expired);
}

TEST_CASE("an export without an end, or a pinned one, does not expire") {
  Export endless = completed_export();
  endless.expires_at.reset();
  CHECK(effective_status(endless, noon + 1000h) == ExportStatus::completed);
  Export pinned = completed_export();
  pinned.pinned = true;
  CHECK(effective_status(pinned, noon + 1000h) == ExportStatus::completed);
}

TEST_CASE("only a completed export expires by the clock") {
  for (const ExportStatus status :
       {ExportStatus::pending, ExportStatus::processing, ExportStatus::failed, ExportStatus::deleted}) {
    Export row = completed_export();
    row.status = status;
    CHECK(effective_status(row, noon + 1000h) == status);
  }
}

}  // namespace docexport
