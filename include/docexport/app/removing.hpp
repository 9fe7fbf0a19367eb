#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// One export that is to be removed, and why.
struct Removal {
  Export row{};
  std::string reason{};  ///< "expired 2 days ago": a sentence for people, without the time of day
  std::optional<Failure> failure{};
  bool is_done = false;
};

/// What prune would remove now: what has passed its expiry, and removals that were begun and not ended. Nothing else.
std::vector<Removal> plan_prune(Services& services);

/// Carries the plan out: commit the intents, remove the objects, commit the ends, a thousand items at a time. An item
/// that fails keeps its intent and is tried again by the next prune. `report` hears of each item.
void carry_out_prune(Services& services, std::vector<Removal>& plan, const std::function<void(const Removal&)>& report);

enum class Purge { no, yes };

/// What became of one export that was to be deleted: without a row it was not found or is being worked on.
struct Deletion {
  std::string id{};
  std::optional<Export> row{};
  std::optional<Failure> failure{};
};

/// Removes the exports' objects and keeps the rows as tombstones; with purge the rows go too. Also removes what dead
/// attempts may have stored, and aborts what they were uploading. `report` hears of each in the order of the ids, with
/// the failure `not_found`, `not_completed` for one that is running, or what the store says.
void delete_exports(Services& services, const std::vector<std::string>& ids, Purge purge,
                    const std::function<void(const Deletion&)>& report);

/// The same for one; throws its failure as Error.
Export delete_export(Services& services, const std::string& id, Purge purge);

}  // namespace docexport
