#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docexport/model/export.hpp"

namespace docexport {

enum class SortField { created, completed, expires, name, size, downloads };
enum class SortOrder { ascending, descending };

/// The selectors of design §3. Conditions are combined by "and"; an empty list or an absent value does not restrict.
/// Status `completed` means completed and not past its time, `expired` also what is completed and past its time
/// (`now`).
struct ExportFilter {
  std::vector<std::string> ids{};  ///< whole ids
  std::vector<ExportStatus> statuses{};
  std::optional<ExportFormat> format{};
  std::optional<std::string> document_id{};
  std::optional<ExportType> type{};
  std::optional<std::string> name_glob{};
  std::optional<Timestamp> created_since{};   ///< inclusive
  std::optional<Timestamp> created_before{};  ///< exclusive
  Timestamp now{};
};

struct PageRequest {
  std::uint64_t page = 1;  ///< from 1
  std::uint64_t limit = 20;
  SortField sort = SortField::created;
  SortOrder order = SortOrder::descending;
};

struct ExportPage {
  std::vector<Export> exports{};
  std::uint64_t total = 0;
};

}  // namespace docexport
