#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "app/attempt_steps.hpp"
#include "app/channel.hpp"
#include "docexport/base/error.hpp"

namespace docexport {

/// What a worker has to tell about the export at `index` of its batch.
struct UploadProgress {
  std::string json{};                              ///< for `attempts.upload`
  std::shared_ptr<std::promise<void>> recorded{};  ///< the worker waits for it
};
struct UploadDone {
  std::string etag{};
};
struct WorkerEnded {};
struct BatchEvent {
  std::size_t index = 0;
  std::variant<Rendering, UploadProgress, UploadDone, Error, WorkerEnded> what;
};

struct RenderTask {
  std::size_t index = 0;
  Export row{};
  Document document{};
};
struct UploadTask {
  std::size_t index = 0;
  Upload upload{};
};

struct WorkerCounts {
  std::size_t renders = 1;
  std::size_t uploads = 1;
};

/// Processors that this process may use.
std::size_t processor_count();

/// Threads that have documents rendered, each in a helper of its own, and threads that upload what came of them. They
/// touch no catalog: they tell `events`. Documents are taken in order; nothing new is rendered while the files that
/// wait take up too much of the disk.
class BatchWorkers {
 public:
  /// `renderer` is the helper of the first of the threads: the caller may have started it already.
  BatchWorkers(Renderer& renderer, std::filesystem::path folder, Channel<BatchEvent>& events);
  ~BatchWorkers();
  BatchWorkers(const BatchWorkers&) = delete;
  BatchWorkers& operator=(const BatchWorkers&) = delete;

  void start(WorkerCounts counts);
  void render(RenderTask task) { renders_.push(std::move(task)); }
  void upload(UploadTask task) { uploads_.push(std::move(task)); }
  /// A rendered file of this size was closed.
  void forget_file(std::uint64_t size);
  /// Begins no task any more, waits until each thread is done with the one it has, and returns what they told last.
  /// What a thread waited to see recorded is then for the caller to record.
  std::vector<BatchEvent> end();

 private:
  void stop();
  void render_all(Renderer& renderer);
  void upload_all();
  /// False when it is time to stop.
  bool wait_for_room();
  void tell(std::size_t index, decltype(BatchEvent::what) what);

  Renderer& renderer_;
  std::filesystem::path folder_;
  Channel<BatchEvent>& events_;
  Channel<RenderTask> renders_{};
  Channel<UploadTask> uploads_{};
  std::mutex mutex_{};
  std::condition_variable room_{};
  std::uint64_t bytes_ = 0;  ///< of rendered files that are open
  bool is_stopping_ = false;
  std::size_t ended_ = 0;  ///< threads that have told WorkerEnded
  std::vector<std::jthread> threads_{};
};

}  // namespace docexport
