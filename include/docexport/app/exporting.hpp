#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "docexport/app/bundles.hpp"
#include "docexport/app/failure.hpp"
#include "docexport/app/services.hpp"
#include "docexport/model/document.hpp"
#include "docexport/model/export.hpp"
#include "docexport/model/render_protocol.hpp"
#include "docexport/storage/transfer_options.hpp"

namespace docexport {

/// When an export's file expires: after a duration, at a moment, or never.
struct Never {};
using Expiry = std::variant<Duration, Timestamp, Never>;

/// `30d`, an RFC 3339 date or time, or `never`. Throws Error (`usage`).
Expiry parse_expiry(const std::string& text);
std::optional<Timestamp> expiry_from(const Expiry& expiry, Timestamp now);

enum class DryRun { no, yes };
enum class AllDocuments { no, yes };
/// `yes`: all documents become one export of type `bulk_export`, a ZIP file.
enum class Bundle { no, yes };

struct ExportRequest {
  std::vector<std::string> documents{};  ///< ids, unique id prefixes or files (design §3)
  AllDocuments all = AllDocuments::no;
  Bundle bundle = Bundle::no;
  ExportFormat format = ExportFormat::json;
  RenderOptions options{};
  RenderLimits limits{};
  std::optional<std::string> name{};
  std::optional<std::string> description{};
  Expiry expiry = Duration{.exact = std::chrono::days{30}};
  std::optional<std::string> output{};  ///< a file, a folder (ends in `/` or exists), or `-`: also give me the file
  bool overwrite = false;
  DryRun dry_run = DryRun::no;
  /// Documents that are read, and files that are uploaded, side by side at most. No more are read than there are
  /// processors; absent: that many, and 16 uploads to S3, 4 to a folder.
  std::optional<std::size_t> jobs{};
  ObjectOptions object{};  ///< of the stored object; what a retry uses again
};

/// How one export ended. With a failure there may be no row: the document was not found, or it was a dry run.
struct ExportOutcome {
  std::optional<Export> row{};
  std::string document_name{};  ///< of a bundle: "3 documents"
  std::vector<std::string> warnings{};
  std::vector<DocumentReport> documents{};  ///< of a bundle: those with something to tell, whatever became of the whole
  std::optional<Failure> failure{};
  std::string saved_to{};  ///< the file that `output` asked for; empty if none
};

/// Exports each document on its own, or all as a bundle; `report` hears of each as it ends. Rows are committed as
/// `pending` before the first one begins (in groups of a thousand), so that what was accepted is in the table whatever
/// dies. A dry run changes nothing and reports rows as they would be, status `pending`. Throws Error for a request that
/// makes no sense
/// (`usage`, `refused`), and (`interrupted`) after having recorded what was not done.
void export_documents(Services& services, const ExportRequest& request,
                      const std::function<void(const ExportOutcome&)>& report);

struct RetryRequest {
  std::vector<std::string> ids{};  ///< whole ids
  int max_attempts = 3;
  bool force = false;                 ///< also when a retry cannot help, or the limit is reached
  bool skip_hopeless = false;         ///< leave those out instead of failing: `--failed`
  std::optional<std::size_t> jobs{};  ///< as in ExportRequest
  ObjectOptions object{};             ///< what is given here takes the place of what the export was made with
};

/// Tries failed exports again: the same id, the next attempt. What a dead attempt stored whole is taken over instead.
void retry_exports(Services& services, const RetryRequest& request,
                   const std::function<void(const ExportOutcome&)>& report);

}  // namespace docexport
