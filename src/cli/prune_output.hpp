#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "docexport/app/removing.hpp"
#include "docexport/app/stale_uploads.hpp"

namespace docexport {

/// What `prune` says: the plan with its reasons, what became of each item, and the sum. On a pipe: id, action, reason,
/// bytes, result.
class PruneOutput {
 public:
  PruneOutput(Session& session, bool is_dry_run) : session_(session), is_dry_run_(is_dry_run) {}

  /// The plan, before anything is removed.
  void announce(const std::vector<Removal>& plan);
  void announce(const std::vector<StaleUpload>& uploads);
  /// One item is done, or failed.
  void report(const Removal& removal);
  void report(const StaleUpload& upload);
  /// The sum; with --json the whole document.
  void finish(const std::vector<Removal>& plan, const std::vector<StaleUpload>& uploads, bool is_success);

 private:
  /// What both kinds of items come to.
  struct Item;
  [[nodiscard]] Item item_of(const Removal& removal) const;
  [[nodiscard]] Item item_of(const StaleUpload& upload) const;
  void tell(const Item& item);
  void print_item(const Item& item);
  [[nodiscard]] std::string result_of(bool is_done, const std::optional<Failure>& failure) const;
  [[nodiscard]] std::string message(const std::vector<Removal>& plan, const std::vector<StaleUpload>& uploads) const;

  Session& session_;
  bool is_dry_run_;
};

}  // namespace docexport
