#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"
#include "docexport/app/removing.hpp"

namespace docexport {

/// What `prune` says: the plan with its reasons, what became of each item, and the sum. On a pipe: id, action, reason,
/// bytes, result.
class PruneOutput {
 public:
  PruneOutput(Session& session, bool is_dry_run) : session_(session), is_dry_run_(is_dry_run) {}

  /// The plan, before anything is removed.
  void announce(const std::vector<Removal>& plan);
  /// One item is done, or failed.
  void report(const Removal& removal);
  /// The sum; with --json the whole document.
  void finish(const std::vector<Removal>& plan, bool is_success);

 private:
  void print_item(const Removal& removal);
  [[nodiscard]] nlohmann::ordered_json item_json(const Removal& removal) const;
  [[nodiscard]] std::string result_of(const Removal& removal) const;
  [[nodiscard]] std::string message(const std::vector<Removal>& plan) const;

  Session& session_;
  bool is_dry_run_;
};

}  // namespace docexport
