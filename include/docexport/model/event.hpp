#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "docexport/base/time.hpp"

namespace docexport {

/// A line of the audit trail. `event` is one of: document_added, document_updated, document_removed, export_accepted,
/// export_started, export_completed, export_adopted, export_failed, export_interrupted, export_edited, export_expired,
/// export_deleted, object_removed, export_purged, downloaded, link_created.
struct Event {
  std::int64_t id = 0;
  Timestamp at{};
  std::string actor{};
  std::optional<std::string> export_id{};
  std::optional<std::string> document_id{};
  std::string event{};
  std::string detail_json = "{}";
};

}  // namespace docexport
