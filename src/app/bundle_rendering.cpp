#include "app/bundle_rendering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "app/batch_workers.hpp"
#include "app/bundle_manifest.hpp"
#include "app/bundle_members.hpp"
#include "app/export_plan.hpp"
#include "app/member_names.hpp"
#include "app/zip_writer.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"

namespace docexport {

namespace {

// How late an interruption may be noticed.
constexpr std::chrono::milliseconds wait_for_events{100};
// Documents that are rendered, or wait for one before them, for each thread that renders.
constexpr std::size_t ahead_per_worker = 8;

/// What would befall every document is no reason to leave one out.
bool is_about_the_document(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::not_found:
    case ErrorKind::ambiguous:
    case ErrorKind::refused:
    case ErrorKind::conflict:
    case ErrorKind::access:
    case ErrorKind::integrity:
    case ErrorKind::input:
    case ErrorKind::unsupported:
    case ErrorKind::limit:
    case ErrorKind::internal:
      return true;
    case ErrorKind::usage:
    case ErrorKind::configuration:
    case ErrorKind::not_completed:
    case ErrorKind::expired:
    case ErrorKind::retry_limit:
    case ErrorKind::temporary:
    case ErrorKind::busy:
    case ErrorKind::nothing_matched:
    case ErrorKind::no_space:
    case ErrorKind::interrupted:
      return false;
  }
  return false;
}

class Bundling {
 public:
  Bundling(Services& services, const Export& row)
      : services_(services),
        row_(row),
        members_(bundle_members(row.options_json)),
        folder_(services.settings().data_folder),
        manifest_(folder_, row),
        zip_file_(open_unnamed_file(folder_)),
        zip_(zip_file_.get(), row.file_name),
        workers_(services.renderer(), folder_, events_) {
    row_.options_json = options_of_members(row.options_json);
  }

  /// No thread may be left behind that tells us something.
  ~Bundling() { workers_.end(); }
  Bundling(const Bundling&) = delete;
  Bundling& operator=(const Bundling&) = delete;

  Rendering run(std::size_t renders) {
    workers_.start({.renders = renders, .uploads = 0});
    while (next_ < members_.size()) {
      throw_if_interrupted();
      while (begun_ < members_.size() && begun_ < next_ + renders * ahead_per_worker) {
        begin(begun_++);
      }
      take_events();
      while (!waiting_.empty() && waiting_.begin()->first == next_) {
        finish(waiting_.begin()->second);
        waiting_.erase(waiting_.begin());
        ++next_;
      }
    }
    return whole();
  }

 private:
  void begin(std::size_t index) {
    const BundleMember& member = members_[index];
    if (member.refusal) {
      give_up(index, {.name = member.name}, Error(member.refusal->kind, member.refusal->message));
    } else if (const auto document = services_.catalog().documents().find(member.id)) {
      documents_.emplace(index, *document);
      workers_.render({.index = index, .row = row_, .document = *document});
    } else {
      give_up(index, {.id = member.id, .name = member.name},
              Error(ErrorKind::not_found,
                    fmt::format("document {} is no longer registered: add it and export it again", member.id)));
    }
  }

  void give_up(std::size_t index, Document document, const Error& error) {
    documents_.emplace(index, std::move(document));
    waiting_.emplace(index, Rendering{.failure = error});
  }

  /// Waits only for what is needed next.
  void take_events() {
    const bool is_ready = !waiting_.empty() && waiting_.begin()->first == next_;
    for (BatchEvent& event : events_.take_all(is_ready ? std::chrono::milliseconds(0) : wait_for_events)) {
      if (auto* rendering = std::get_if<Rendering>(&event.what)) {
        waiting_.emplace(event.index, std::move(*rendering));
      }
    }
  }

  void finish(Rendering& rendering) {
    const Document document = std::move(documents_[next_]);
    documents_.erase(next_);
    DocumentReport report{.name = document.name, .warnings = rendering.warnings};
    if (rendering.failure) {
      if (!is_about_the_document(rendering.failure->kind())) {
        throw Error(*rendering.failure);
      }
      manifest_.add_failure(document, rendering);
      report.failure = Failure{.kind = rendering.failure->kind(), .message = rendering.failure->what()};
      keep_failure(*rendering.failure);
    } else {
      const std::string name = names_.take(export_file_name(document.name, row_), export_extension(row_));
      zip_.add(name, rendering.file.get());
      manifest_.add(document, name, rendering);
      rendering.file = {};
      workers_.forget_file(rendering.facts.size);
    }
    if (report.failure || !report.warnings.empty()) {
      reports_.push_back(std::move(report));
    }
  }

  /// The bundle fails for the first reason, but for one where a retry can help if there is one.
  void keep_failure(const Error& error) {
    const auto can_help = [](const Error& each) { return retry_can_help(error_class_of(each.kind())); };
    if (!failure_ || (can_help(error) && !can_help(*failure_))) {
      failure_ = error;
    }
  }

  Rendering whole() {
    Rendering result{.documents = std::move(reports_)};
    if (manifest_.exported() == 0) {
      result.failure = Error(failure_ ? failure_->kind() : ErrorKind::internal,
                             fmt::format("none of the bundle's documents could be exported: {}",
                                         failure_ ? failure_->what() : "there is none"));
      return result;
    }
    manifest_.finish();
    zip_.add(BundleManifest::file_name, manifest_.descriptor());
    zip_.finish();
    const FileDigests digests = file_digests(zip_file_.get(), row_.file_name);
    result.crc64nvme = digests.crc64nvme;
    result.facts = {.size = file_size(zip_file_.get(), row_.file_name),
                    .sha256 = digests.sha256,
                    .records_count = manifest_.exported(),
                    .stats_json = manifest_.stats_json()};
    result.file = std::move(zip_file_);
    return result;
  }

  Services& services_;
  Export row_;
  std::vector<BundleMember> members_;
  std::filesystem::path folder_;
  BundleManifest manifest_;
  FileDescriptor zip_file_;
  ZipWriter zip_;
  MemberNames names_{BundleManifest::file_name};
  std::vector<DocumentReport> reports_{};
  std::optional<Error> failure_{};
  std::map<std::size_t, Document> documents_{};  ///< begun and not finished
  std::map<std::size_t, Rendering> waiting_{};   ///< rendered, and not yet in the bundle
  std::size_t begun_ = 0;
  std::size_t next_ = 0;
  Channel<BatchEvent> events_{};
  BatchWorkers workers_;
};

}  // namespace

Rendering render_bundle(Services& services, const Export& row, std::optional<std::size_t> jobs) {
  create_private_directories(services.settings().data_folder);
  const std::size_t members = std::max<std::size_t>(1, bundle_members(row.options_json).size());
  const std::size_t processors = processor_count();
  return Bundling(services, row).run(std::min({members, processors, jobs.value_or(processors)}));
}

}  // namespace docexport
