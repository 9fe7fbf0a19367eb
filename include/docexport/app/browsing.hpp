#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/app/services.hpp"
#include "docexport/model/attempt.hpp"
#include "docexport/model/event.hpp"
#include "docexport/model/export_filter.hpp"

namespace docexport {

/// The selectors as a person gave them; ids may be prefixes, `document` too.
struct Selection {
  std::vector<std::string> ids{};
  std::vector<ExportStatus> statuses{};
  std::optional<ExportFormat> format{};
  std::optional<std::string> document{};
  std::optional<ExportType> type{};
  std::optional<std::string> name_glob{};
  std::optional<Timestamp> since{};
  std::optional<Timestamp> until{};

  [[nodiscard]] bool is_empty() const;
};

/// A page of exports as users see them: `expired` for those past their time. No catalog is an empty list.
ExportPage list_exports(Services& services, const Selection& selection, const PageRequest& page);

/// Ids of everything the selection names, oldest first (given ids in their own order). Throws Error `not_found`,
/// `ambiguous`.
std::vector<std::string> select_exports(Services& services, const Selection& selection, bool destructive_off_terminal);

struct ExportDetails {
  Export row{};
  std::vector<Attempt> attempts{};
  std::vector<Event> events{};
};

ExportDetails show_export(Services& services, const std::string& id);

struct LogRequest {
  std::optional<std::string> id{};  ///< of an export or a document, or a unique prefix
  std::optional<Timestamp> since{};
  std::uint64_t limit = 0;
};

/// The audit trail, oldest first.
std::vector<Event> read_log(Services& services, const LogRequest& request);

struct EditRequest {
  std::optional<std::string> name{};
  std::optional<std::string> description{};
  std::optional<std::optional<Timestamp>> expires_at{};
};

Export edit_export(Services& services, const std::string& id, const EditRequest& request);

}  // namespace docexport
