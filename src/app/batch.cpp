#include "app/batch.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <string_view>
#include <thread>
#include <utility>

#include "app/batch_item.hpp"
#include "app/batch_workers.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/catalog/liveness_lock.hpp"

namespace docexport {

namespace {

constexpr std::size_t uploads_to_s3 = 16;
constexpr std::size_t uploads_to_folder = 4;
// Begun and not ended exports for each worker: some wait to be read, some to be uploaded.
constexpr std::size_t active_per_worker = 8;
// How late an interruption may be noticed.
constexpr std::chrono::milliseconds slice{100};
constexpr std::chrono::milliseconds no_time{0};
constexpr std::chrono::microseconds company{20'000};

class Batch {
 public:
  using Finished = std::function<void(std::size_t, AttemptResult&)>;

  Batch(Services& services, const std::vector<BatchJob>& jobs, const BatchOptions& options, const Finished& finished)
      : services_(services),
        jobs_(jobs),
        options_(options),
        finished_(finished),
        items_(jobs.size()),
        workers_(services.renderer(), services.settings().data_folder, events_) {}

  /// No worker may be left behind that waits for a commit.
  ~Batch() { workers_.end(); }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

  void run() {
    const WorkerCounts counts{
        .renders = std::min({jobs_.size(), processor_count(), options_.jobs.value_or(processor_count())}),
        .uploads = std::min(jobs_.size(), options_.jobs.value_or(uploads_by_store()))};
    most_active_ = std::max(counts.renders, counts.uploads) * active_per_worker;
    create_private_directories(services_.settings().data_folder);
    workers_.start(counts);
    try {
      while (told_ < items_.size()) {
        throw_if_interrupted();
        commit_round(gather_events());
        tell_in_order();
      }
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        give_up(error);
      }
      throw;
    }
  }

 private:
  [[nodiscard]] std::size_t uploads_by_store() const {
    return std::string_view(jobs_.front().row.store).starts_with("s3:") ? uploads_to_s3 : uploads_to_folder;
  }

  [[nodiscard]] bool has_room() const { return active_ < most_active_; }
  /// A commit costs several flushes: the more the workers have to do, the longer it waits for company.
  std::vector<BatchEvent> gather_events() {
    std::vector<BatchEvent> events = events_.take_all(next_ < items_.size() && has_room() ? no_time : slice);
    if (!events.empty()) {
      std::this_thread::sleep_for(company * active_ / most_active_);
      std::ranges::move(events_.take_all(no_time), std::back_inserter(events));
    }
    return events;
  }

  /// Everything that has happened and everything that may begin, in one transaction; what follows from it, after it.
  void commit_round(std::vector<BatchEvent> events) {
    const std::size_t first = next_;
    const std::size_t last = std::min(items_.size(), first + (most_active_ - std::min(active_, most_active_)));
    if (events.empty() && first == last) {
      return;
    }
    for (BatchEvent& event : events) {
      find_store(event);
    }
    services_.catalog().together([&] {
      for (std::size_t index = first; index < last; ++index) {
        begin(index);
      }
      for (BatchEvent& event : events) {
        record(event);
      }
    });
    next_ = last;
    for (std::size_t index = first; index < last; ++index) {
      send_to_reader(index);
    }
    for (BatchEvent& event : events) {
      follow_up(event);
    }
  }

  /// Before the transaction: opening a store may take its time, or fail.
  void find_store(BatchEvent& event) {
    auto* rendering = std::get_if<Rendering>(&event.what);
    if (rendering == nullptr || rendering->failure) {
      return;
    }
    try {
      items_[event.index].upload.store = &services_.store_to_write(items_[event.index].result.row, options_.object);
    } catch (const Error& error) {
      workers_.forget_file(rendering->facts.size);
      rendering->failure = error;
    }
  }

  void begin(std::size_t index) {
    BatchItem& item = items_[index];
    const Export& row = jobs_[index].row;
    item.plan = plan_attempt(services_, row);
    const std::optional<Export> begun = life().begin_attempt(row.id, item.plan.attempt);
    item.result.row = begun.value_or(row);
    item.stage = BatchStage::begun;
    item.is_active = true;
    ++active_;
    if (!begun) {
      end_with(item, changed_meanwhile(row));
    }
  }

  void send_to_reader(std::size_t index) {
    const BatchItem& item = items_[index];
    if (item.stage == BatchStage::begun) {
      workers_.render({.index = index, .row = item.result.row, .document = jobs_[index].document});
    }
  }

  void record(BatchEvent& event) {
    BatchItem& item = items_[event.index];
    if (auto* rendering = std::get_if<Rendering>(&event.what)) {
      record_rendering(item, *rendering);
    } else if (const auto* progress = std::get_if<UploadProgress>(&event.what)) {
      life().record_upload(item.reference(), progress->json);
    } else if (const auto* done = std::get_if<UploadDone>(&event.what)) {
      complete(item, done->etag);
    } else if (const auto* error = std::get_if<Error>(&event.what)) {
      fail(item, *error);
    }
  }

  void record_rendering(BatchItem& item, Rendering& rendering) {
    item.result.warnings = std::move(rendering.warnings);
    if (rendering.failure) {
      fail(item, *rendering.failure);
      return;
    }
    item.file_bytes = rendering.facts.size;
    item.upload = plan_upload(item.plan, item.result.row, rendering, *item.upload.store);
    item.result.file = std::move(rendering.file);
    if (!life().record_rendered(item.reference(), item.upload.facts)) {
      end_with(item, changed_meanwhile(item.result.row));
    }
  }

  void complete(BatchItem& item, const std::string& etag) {
    if (!life().complete(item.reference(), etag, ExportLife::Completion::own)) {
      end_with(item, changed_meanwhile(item.result.row));
      return;
    }
    end(item);
  }

  void fail(BatchItem& item, const Error& error) {
    life().fail(item.reference(), {.error_class = error_class_of(error.kind()), .message = error.what()});
    end_with(item, error);
  }

  void end_with(BatchItem& item, const Error& error) {
    item.result.failure = Failure{.kind = error.kind(), .message = error.what()};
    end(item);
  }

  void end(BatchItem& item) {
    item.result.row = services_.catalog().exports().find(item.result.row.id).value_or(item.result.row);
    item.stage = BatchStage::ended;
  }

  /// What a commit allows.
  void follow_up(BatchEvent& event) {
    if (std::holds_alternative<WorkerEnded>(event.what)) {
      return;
    }
    BatchItem& item = items_[event.index];
    if (auto* progress = std::get_if<UploadProgress>(&event.what)) {
      progress->recorded->set_value();
    } else if (std::holds_alternative<Rendering>(event.what) && item.stage == BatchStage::begun) {
      workers_.upload({.index = event.index, .upload = std::move(item.upload)});
    } else if (item.stage == BatchStage::ended && options_.keep_files == KeepFiles::no) {
      close_file(item);
    }
  }

  void close_file(BatchItem& item) {
    if (std::exchange(item.is_active, false)) {
      --active_;
      item.result.file = {};
      workers_.forget_file(item.file_bytes);
    }
  }

  void tell_in_order() {
    while (told_ < items_.size() && items_[told_].stage == BatchStage::ended) {
      tell(told_++);
    }
  }

  void tell(std::size_t index) {
    BatchItem& item = items_[index];
    services_.locks().release(item.result.row.id);
    item.stage = BatchStage::told;
    finished_(index, item.result);
    close_file(item);
    item = {.stage = BatchStage::told};
  }

  /// What ended meanwhile is done; everything else can be tried again.
  void give_up(const Error& interruption) {
    std::vector<BatchEvent> late = workers_.end();
    for (BatchEvent& event : late) {
      find_store(event);
    }
    services_.catalog().together([&] {
      for (BatchEvent& event : late) {
        record(event);
      }
      for (std::size_t index = told_; index < items_.size(); ++index) {
        interrupt(index, interruption);
      }
    });
    for (; told_ < items_.size(); ++told_) {
      if (items_[told_].stage == BatchStage::ended && !items_[told_].result.failure) {
        tell(told_);
      } else {
        services_.locks().release(jobs_[told_].row.id);
      }
    }
  }

  void interrupt(std::size_t index, const Error& interruption) {
    BatchItem& item = items_[index];
    if (item.stage == BatchStage::begun) {
      fail(item, interruption);
    } else if (item.stage == BatchStage::accepted) {
      const std::string& id = jobs_[index].row.id;
      life().fail_pending(id,
                          {.error_class = ErrorClass::interrupted,
                           .message = "interrupted before it began. Try again with: docexport retry " + short_id(id)});
    }
  }

  ExportLife& life() { return services_.catalog().life(); }

  Services& services_;
  const std::vector<BatchJob>& jobs_;
  const BatchOptions& options_;
  const Finished& finished_;
  std::vector<BatchItem> items_;
  std::size_t next_ = 0;  ///< the first that is not begun
  std::size_t told_ = 0;  ///< the first that was not told
  std::size_t active_ = 0;
  std::size_t most_active_ = 1;
  Channel<BatchEvent> events_{};
  BatchWorkers workers_;
};

}  // namespace

void run_batch(Services& services, const std::vector<BatchJob>& jobs, const BatchOptions& options,
               const std::function<void(std::size_t, AttemptResult&)>& finished) {
  if (!jobs.empty()) {
    Batch(services, jobs, options, finished).run();
  }
}

}  // namespace docexport
