#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "docexport/model/attempt.hpp"
#include "docexport/model/export.hpp"
#include "docexport/model/export_filter.hpp"

namespace docexport {

class Connection;

/// What a person may change (design §3, `edit`). For `expires_at` the outer level says whether to change it, the inner
/// nullopt means never.
struct ExportEdit {
  std::optional<std::string> name{};
  std::optional<std::string> description{};
  std::optional<std::optional<Timestamp>> expires_at{};
};

/// Reading exports, and the changes that do not change their state.
class ExportTable {
 public:
  explicit ExportTable(Connection& connection) : connection_(connection) {}

  std::optional<Export> find(const std::string& id);
  std::optional<Export> find_by_idempotency_key(const std::string& key);
  std::vector<std::string> ids_with_prefix(const std::string& prefix, std::size_t limit);
  /// A page costs the same with a thousand and a million rows: every selector and order has its index, which a test
  /// checks with EXPLAIN QUERY PLAN.
  ExportPage page(const ExportFilter& filter, const PageRequest& request);
  /// Ids of all that match, oldest first.
  std::vector<std::string> matching_ids(const ExportFilter& filter);
  /// pending and processing.
  std::vector<Export> unfinished();
  /// What prune removes without a policy: completed, not pinned, expires_at <= now; and removals that an earlier prune
  /// or delete began and did not end (status expired or deleted, removed_at null). Oldest expiry first.
  std::vector<Export> due_for_removal(Timestamp now);
  std::vector<Attempt> attempts(const std::string& export_id);
  /// Attempts of exports that are neither pending nor processing whose upload was begun and neither ended nor aborted.
  std::vector<Attempt> abandoned_uploads();

  /// Throws Error: `not_found`, `not_completed` for a tombstone. Writes export_edited with the old and new values.
  Export edit(const std::string& id, const ExportEdit& change);
  /// Counts a download that succeeded; writes `downloaded` with bytes and way ("file", "stdout").
  void record_download(const std::string& id, std::uint64_t bytes, const std::string& way);
  /// Writes link_created with the end of the link, never the link.
  void record_link(const std::string& id, Timestamp ends_at);

 private:
  Connection& connection_;
};

}  // namespace docexport
