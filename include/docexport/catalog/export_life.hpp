#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "docexport/model/attempt.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

class Connection;

/// Names one attempt: every change of state compares it (design §5), so that a late or dead process changes nothing.
struct AttemptRef {
  std::string export_id{};
  int number = 0;
  std::string nonce{};
};

/// What reading and writing gave, recorded before the upload begins, so that a whole object can be recognised after a
/// crash.
struct RenderedFile {
  std::uint64_t size = 0;
  std::string sha256{};
  std::uint64_t records_count = 0;
  std::string stats_json = "{}";
  std::optional<std::string> object_key{};  ///< takes the place of the key that the attempt began with
};

struct AttemptFailure {
  ErrorClass error_class = ErrorClass::internal;
  std::string message{};
};

/// The changes of an export's state. Each is one immediate transaction with its event, compare-and-set on the state it
/// starts from; `false` (or nullopt) means that another process changed it meanwhile and nothing was written.
class ExportLife {
 public:
  explicit ExportLife(Connection& connection) : connection_(connection) {}

  /// Inserts rows as `pending`, all or none. The caller holds their lock bytes (LivenessLock) before. What begins later
  /// (attempts, results, times) starts empty; `created_at` is now unless it is given. Throws Error: `conflict` when the
  /// id or the idempotency key is taken, `not_found` when the document was removed meanwhile.
  void accept(std::span<const Export> rows);
  /// The same, and begins the first row's attempt in the same transaction: one flush to the disk for one document.
  Export accept_and_begin(std::span<const Export> rows, const Attempt& attempt);

  /// pending or failed -> processing, with attempt `attempts + 1`, the nonce and the object key; writes the attempt's
  /// row. With an `upload_json` it goes on with the upload of an earlier attempt, whose own column is emptied. Clears
  /// the error and the results of the attempt before. nullopt when the row is in no such state, or when
  /// `attempt.number` is given (not 0) and somebody else made that attempt. `started_at` is now unless it is given.
  std::optional<Export> begin_attempt(const std::string& id, const Attempt& attempt);

  /// These two write no event: they are no change of state.
  bool record_rendered(const AttemptRef& attempt, const RenderedFile& file);
  /// Overwrites the attempt's `upload` column (JSON; what a retry goes on with). Completion empties it.
  bool record_upload(const AttemptRef& attempt, const std::string& upload_json);
  /// Empties the column of an attempt in whatever state, if it still holds `attempt.upload_json`: the upload is gone.
  void forget_upload(const Attempt& attempt);
  /// processing -> completed. `adopted` says that the object was found whole after a crash (event export_adopted).
  enum class Completion { own, adopted };
  bool complete(const AttemptRef& attempt, const std::string& etag, Completion completion);
  /// processing -> failed.
  bool fail(const AttemptRef& attempt, const AttemptFailure& failure);
  /// pending (never begun) -> failed, for a batch that died or was interrupted.
  bool fail_pending(const std::string& id, const AttemptFailure& failure);
  /// failed -> completed: an interrupted attempt whose object turned out whole. Compares attempt and nonce too.
  bool adopt_failed(const AttemptRef& attempt, const std::string& etag);

  /// completed or failed -> expired: prune's intent, committed before the object is removed. Never a pinned row; with
  /// `due_by` only one whose expires_at is not later, for somebody may have extended it since the plan was made.
  bool expire(const std::string& id, ExportStatus from, std::optional<Timestamp> due_by = std::nullopt);
  /// pending, completed or failed -> deleted: delete's intent.
  bool mark_deleted(const std::string& id, ExportStatus from);
  /// Sets removed_at on an expired or deleted row and writes object_removed; a repeat is true and changes nothing.
  bool mark_removed(const std::string& id);
  /// Removes a tombstone's row and its attempts; its events stay. Only with removed_at set.
  bool purge(const std::string& id);

  /// The attempt that the row's number names: its nonce.
  std::optional<Attempt> current_attempt(const std::string& export_id);

 private:
  Connection& connection_;
};

}  // namespace docexport
