#include "cli/export_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/export_output.hpp"
#include "cli/progress.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

ExportReport::ExportReport(Session& session, Shape shape, Wording wording)
    : session_(session), shape_(shape), wording_(std::move(wording)), results_(session, "export", shape) {}

void ExportReport::add(const ExportOutcome& outcome) {
  add_warnings(outcome.document_name, outcome.warnings);
  for (const DocumentReport& document : outcome.documents) {
    add_warnings(document.name, document.warnings);
    if (document.failure) {
      results_.fail(*document.failure, {.key = "document", .value = document.name});
    }
  }
  if (!outcome.saved_to.empty()) {
    files_.push_back(outcome.saved_to);
  }
  if (outcome.row) {
    results_.add_object(export_json(*outcome.row, session_.now()));
  }
  if (outcome.failure) {
    results_.fail(*outcome.failure, outcome.row
                                        ? FailureSubject{.key = "id", .value = outcome.row->id}
                                        : FailureSubject{.key = wording_.subject_key, .value = outcome.document_name});
    if (outcome.row && session_.mode() == OutputMode::jsonl) {
      print(outcome);
    }
  } else {
    results_.succeed();
    last_message_ = success_message(outcome);
    print(outcome);
  }
  show_progress();
}

void ExportReport::add_warnings(const std::string& document_name, const std::vector<std::string>& warnings) {
  for (const std::string& warning : warnings) {
    warnings_.push_back(fmt::format("{}: {}", document_name, warning));
    session_.warn(warnings_.back());
  }
}

void ExportReport::show_progress() {
  const bool is_long = std::chrono::steady_clock::now() - started_ > progress_delay;
  // On a terminal the results themselves are the progress.
  if (is_long && shape_ == Shape::several && !session_.options().quiet && !session_.console().output_is_terminal()) {
    session_.console().show_progress(summary());
  }
}

void ExportReport::fail(const Failure& failure) {
  results_.fail(failure);
}

void ExportReport::print(const ExportOutcome& outcome) {
  if (!session_.tells_success()) {
    return;
  }
  if (wording_.output_is_file) {
    if (session_.console().error_is_terminal()) {
      session_.console().note(escape_controls(last_message_) + '\n');
    }
    return;
  }
  if (session_.is_for_people()) {
    print_for_people(outcome);
  } else {
    print_export(*outcome.row, session_);
  }
  // Whoever reads a pipe hears of each export as it ends.
  session_.console().flush();
}

void ExportReport::print_for_people(const ExportOutcome& outcome) {
  const Export& row = *outcome.row;
  const std::string facts = export_facts(row, session_.now());
  const std::string saved = outcome.saved_to.empty() ? "" : ", saved to " + escape_controls(outcome.saved_to);
  if (shape_ == Shape::single) {
    session_.console().print(fmt::format("{}\n  {}{}\n", escape_controls(last_message_), facts, saved));
    return;
  }
  const std::string id =
      wording_.is_dry_run ? std::string() : session_.palette().paint(Color::bold, short_id(row.id)) + "  ";
  session_.console().print(fmt::format("{}{}{} as {}: {}{}\n", id, wording_.is_dry_run ? "would export " : "",
                                       escape_controls(outcome.document_name), display_name(row.format), facts, saved));
}

std::string ExportReport::success_message(const ExportOutcome& outcome) const {
  const Export& row = *outcome.row;
  if (row.type == ExportType::bulk_export) {
    return bundle_message(outcome);
  }
  if (wording_.is_dry_run) {
    return fmt::format("Document \"{}\" would be exported as {}. Nothing was done.", outcome.document_name,
                       display_name(row.format));
  }
  return fmt::format("Document \"{}\" exported successfully as {}. Download it with: docexport download {}",
                     outcome.document_name, display_name(row.format), short_id(row.id));
}

std::string ExportReport::bundle_message(const ExportOutcome& outcome) const {
  const Export& row = *outcome.row;
  if (wording_.is_dry_run) {
    return fmt::format("{} would be exported as {} in one file. Nothing was done.", outcome.document_name,
                       display_name(row.format));
  }
  const bool has_all = std::none_of(outcome.documents.begin(), outcome.documents.end(),
                                    [](const DocumentReport& document) { return document.failure.has_value(); });
  const std::string who = has_all
                              ? outcome.document_name + " exported successfully"
                              : fmt::format("{} of {} exported", row.records_count.value_or(0), outcome.document_name);
  return fmt::format("{} as {} in one file. Download it with: docexport download {}", who, display_name(row.format),
                     short_id(row.id));
}

std::string ExportReport::summary() const {
  const std::uint64_t done = results_.tally().successes();
  const std::uint64_t failed = results_.tally().failures();
  if (done + failed == 0) {
    return "nothing to do";
  }
  if (wording_.is_dry_run) {
    return fmt::format("{} would be exported{}", counted(done, "document"),
                       failed == 0 ? std::string() : fmt::format(", {} would fail", failed));
  }
  return fmt::format("{} {}{}", counted(done, "document"), wording_.done,
                     failed == 0 ? std::string() : fmt::format(", {} failed", failed));
}

int ExportReport::finish() {
  if (shape_ == Shape::several && session_.is_for_people() && session_.tells_success()) {
    session_.console().print(summary() + '\n');
  }
  results_.set("warnings", warnings_);
  results_.set("files", files_);
  return results_.finish(shape_ == Shape::single ? last_message_ : summary());
}

}  // namespace docexport
