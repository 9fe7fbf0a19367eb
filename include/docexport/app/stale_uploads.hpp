#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/attempt.hpp"
#include "docexport/storage/object_store.hpp"

namespace docexport {

/// An upload in several parts that was begun for this catalog and that nobody will go on with. Its parts cost money.
struct StaleUpload {
  std::string export_id{};
  std::string key{};
  std::string reason{};  ///< a sentence for people
  std::string store{};
  std::string endpoint{};
  std::optional<Attempt> attempt{};  ///< that recorded it; else `open` is what the store lists
  OpenUpload open{};
  std::optional<Failure> failure{};
  bool is_done = false;
};

struct StaleUploadPlan {
  std::vector<StaleUpload> uploads{};
  std::optional<Failure> failure{};      ///< why the store's own list is missing
  std::optional<std::string> warning{};  ///< the same, where that may well be intended: listing is not permitted
};

/// What prune would abort now: uploads of exports that are gone, complete, or failed for good or more than seven days
/// ago, and, on the S3 store of the settings, those under this catalog's own prefix that are older than a day and that
/// no export can go on with.
StaleUploadPlan plan_upload_prune(Services& services);

/// `report` hears of each.
void carry_out_upload_prune(Services& services, std::vector<StaleUpload>& uploads,
                            const std::function<void(const StaleUpload&)>& report);

}  // namespace docexport
