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

/// Carries the plan out, item by item: commit the intent, remove the object, commit the end. An item that fails keeps
/// its intent and is tried again by the next prune. `report` hears of each item.
void carry_out_prune(Services& services, std::vector<Removal>& plan, const std::function<void(const Removal&)>& report);

enum class Purge { no, yes };

/// Removes one export's object and keeps the row as a tombstone; with purge the row goes too. Also removes what dead
/// attempts may have stored. Throws Error `not_completed` for one that is running.
Export delete_export(Services& services, const std::string& id, Purge purge);

}  // namespace docexport
