#pragma once

#include <optional>
#include <string>

#include "app/upload_record.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/attempt.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

/// The next try at an export, before it has begun. A new attempt has a key of its own. Only when an upload of the
/// attempt before was cut off does it begin under that one's key; when the file is rendered and turns out to be
/// another, it takes its own key after all (settle_key). The caller holds the export's lock byte: whoever sent those
/// parts is dead.
struct AttemptPlan {
  Attempt attempt{};  ///< what begin_attempt takes
  std::string own_key{};
  std::optional<UploadRecord> upload{};  ///< what the attempt before had sent
  /// A key under which the attempt before may have begun an upload that it did not live to record; else empty.
  std::string unrecorded_key{};
  ObjectOptions object{};  ///< what takes the place of the export's own options
};

/// A plan for the row as it is (pending or failed): number, nonce, key and this process's name. Changes nothing.
AttemptPlan plan_attempt(Services& services, const Export& row);

/// The upload that cannot be gone on with because the file is another, to be aborted; the plan and `file` then have the
/// new key.
std::optional<UploadRecord> settle_key(AttemptPlan& plan, RenderedFile& file);

}  // namespace docexport
