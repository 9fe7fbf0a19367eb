#include "docexport/app/exporting.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/attempt_runner.hpp"
#include "app/batch.hpp"
#include "app/bundle_rendering.hpp"
#include "app/document_argument.hpp"
#include "app/export_plan.hpp"
#include "app/output_target.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/liveness_lock.hpp"
#include "docexport/rendering/renderer.hpp"

namespace docexport {

namespace {

using Report = std::function<void(const ExportOutcome&)>;

/// Exports that are accepted in one transaction, and are alive by their lock bytes, before the first of them begins.
constexpr std::size_t accepted_together = 1000;

void save_output(const ExportRequest& request, const AttemptResult& attempt, ExportOutcome& outcome) {
  const Overwrite overwrite = request.overwrite ? Overwrite::yes : Overwrite::no;
  try {
    const OutputPath target = resolve_output(*request.output, attempt.row.file_name, overwrite);
    write_output(attempt.file.get(), attempt.row.file_name, target, overwrite);
    outcome.saved_to = target ? target->string() : std::string();
  } catch (const Error& error) {
    // The export is done and stays so; only the second copy is missing.
    outcome.failure = Failure{.kind = error.kind(),
                              .message = std::string(error.what()) + ". The export itself is complete; get it with: " +
                                         "docexport download " + short_id(attempt.row.id)};
  }
}

class Exporting {
 public:
  Exporting(Services& services, const ExportRequest& request, const Report& report)
      : services_(services), request_(request), report_(report) {}

  void run(const std::vector<std::string>& arguments) {
    if (request_.bundle == Bundle::yes) {
      run_bundle(arguments);
      return;
    }
    for (std::size_t begin = 0; begin < arguments.size(); begin += accepted_together) {
      const std::size_t end = std::min(arguments.size(), begin + accepted_together);
      run_group({arguments.begin() + static_cast<std::ptrdiff_t>(begin),
                 arguments.begin() + static_cast<std::ptrdiff_t>(end)});
    }
  }

 private:
  void run_bundle(const std::vector<std::string>& arguments) {
    const std::vector<BundleMember> members = find_members(arguments);
    if (members.empty()) {
      return;
    }
    BatchJob job{.row = plan_bundle(services_, request_, members)};
    job.document.name = count_documents(members.size());
    check_output(job.row);
    if (std::all_of(members.begin(), members.end(), [](const BundleMember& member) { return member.refusal; })) {
      for (const BundleMember& member : members) {
        report_({.document_name = member.name, .failure = member.refusal});
      }
    } else if (request_.dry_run == DryRun::yes) {
      report_({.row = job.row, .document_name = job.document.name, .documents = refusals_of(members)});
    } else {
      run_one(job, [this](const Export& row) { return render_bundle(services_, row, request_.jobs); });
    }
  }

  /// The documents that the arguments stand for, each once; one that cannot be found or read is a member too.
  std::vector<BundleMember> find_members(const std::vector<std::string>& arguments) {
    std::vector<BundleMember> members;
    std::set<std::string> seen;
    for (const std::string& argument : arguments) {
      throw_if_interrupted();
      try {
        const Document document = find_document(argument);
        if (document.id.empty() || seen.insert(document.id).second) {
          members.push_back({.id = document.id, .name = document.name});
        }
      } catch (const Error& error) {
        throw_if_about_all(error);
        members.push_back({.name = argument, .refusal = Failure{.kind = error.kind(), .message = error.what()}});
      }
    }
    return members;
  }

  static std::vector<DocumentReport> refusals_of(const std::vector<BundleMember>& members) {
    std::vector<DocumentReport> refusals;
    for (const BundleMember& member : members) {
      if (member.refusal) {
        refusals.push_back({.name = member.name, .failure = member.refusal});
      }
    }
    return refusals;
  }

  Document find_document(const std::string& argument) {
    return request_.dry_run == DryRun::yes ? look_at_document_argument(services_, argument)
                                           : register_document_argument(services_, argument);
  }

  void check_output(const Export& row) {
    if (request_.output) {
      resolve_output(*request_.output, row.file_name, request_.overwrite ? Overwrite::yes : Overwrite::no);
    }
  }

  void run_group(const std::vector<std::string>& arguments) {
    std::vector<BatchJob> group;
    for (const std::string& argument : arguments) {
      throw_if_interrupted();
      if (auto planned = plan(argument)) {
        group.push_back(std::move(*planned));
      }
    }
    if (request_.dry_run == DryRun::yes || group.empty()) {
      return;
    }
    if (group.size() == 1) {
      const BatchJob& job = group.front();
      run_one(job, rendering_of(services_, job.document));
    } else {
      run_all(group);
    }
  }

  /// The row as it would be; a document that cannot be found or read is reported, and the others go on.
  std::optional<BatchJob> plan(const std::string& argument) {
    try {
      BatchJob planned{.document = find_document(argument)};
      planned.row = plan_export(services_, request_, planned.document);
      check_output(planned.row);
      if (request_.dry_run == DryRun::yes) {
        report_({.row = planned.row, .document_name = planned.document.name});
      }
      return planned;
    } catch (const Error& error) {
      throw_if_about_all(error);
      report_({.document_name = argument, .failure = Failure{.kind = error.kind(), .message = error.what()}});
      return std::nullopt;
    }
  }

  /// An interruption, or a catalog that is of no use to the others either.
  static void throw_if_about_all(const Error& error) {
    if (error.kind() == ErrorKind::interrupted || error.kind() == ErrorKind::busy) {
      throw Error(error);
    }
  }

  /// Accepted and begun with one flush to the disk, and without threads.
  void run_one(const BatchJob& job, const RenderWork& work) {
    services_.locks().try_acquire(job.row.id);
    AttemptPlan plan = plan_attempt(services_, job.row);
    const Export begun = services_.catalog().life().accept_and_begin(std::span(&job.row, 1), plan.attempt);
    AttemptResult attempt = run_begun_attempt(services_, begun, std::move(plan), work);
    services_.locks().release(job.row.id);
    report_attempt(job, attempt);
  }

  void run_all(const std::vector<BatchJob>& group) {
    std::vector<Export> rows;
    for (const BatchJob& job : group) {
      // The byte comes before the row: nobody ever sees a live row with a free byte.
      services_.locks().try_acquire(job.row.id);
      rows.push_back(job.row);
    }
    services_.catalog().life().accept(rows);
    run_batch(services_, group, {.jobs = request_.jobs, .keep_files = request_.output ? KeepFiles::yes : KeepFiles::no},
              [&](std::size_t index, AttemptResult& attempt) { report_attempt(group[index], attempt); });
  }

  void report_attempt(const BatchJob& job, AttemptResult& attempt) {
    ExportOutcome outcome{.row = attempt.row,
                          .document_name = job.document.name,
                          .warnings = std::move(attempt.warnings),
                          .documents = std::move(attempt.documents),
                          .failure = attempt.failure};
    if (request_.output && !attempt.failure) {
      save_output(request_, attempt, outcome);
    }
    report_(outcome);
  }

  Services& services_;
  const ExportRequest& request_;
  const Report& report_;
};

std::vector<std::string> arguments_of(Services& services, const ExportRequest& request) {
  if (request.all == AllDocuments::no) {
    return request.documents;
  }
  Catalog* catalog = services.catalog_if_present();
  return catalog == nullptr ? std::vector<std::string>() : catalog->documents().all_ids();
}

void check_request(const ExportRequest& request, const std::vector<std::string>& arguments) {
  if (!request.output || arguments.size() < 2 || request.bundle == Bundle::yes) {
    return;
  }
  std::error_code error;
  if (*request.output == "-") {
    throw Error(ErrorKind::usage, "--output - takes one document: give a folder for several");
  }
  if (!request.output->ends_with('/') && !std::filesystem::is_directory(*request.output, error)) {
    throw Error(ErrorKind::usage, "--output " + *request.output + " is not a folder: give one for several documents");
  }
}

}  // namespace

void export_documents(Services& services, const ExportRequest& request, const Report& report) {
  const std::vector<std::string> arguments = arguments_of(services, request);
  check_request(request, arguments);
  // The helper loads its libraries while the catalog is opened.
  if (request.dry_run == DryRun::no && !arguments.empty()) {
    services.renderer().start();
  }
  Exporting(services, request, report).run(arguments);
}

}  // namespace docexport
