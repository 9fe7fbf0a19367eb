#include "app/batch_workers.hpp"

#include <algorithm>
#include <exception>
#include <thread>

#include "docexport/rendering/renderer.hpp"

namespace docexport {

namespace {

/// Disk that rendered files may take up before they are stored, unless a single one is larger.
constexpr std::uint64_t most_bytes = std::uint64_t{1} << 30;

constexpr std::chrono::milliseconds patience{100};

template <typename Work>
std::optional<Error> error_of(Work work) {
  try {
    work();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  } catch (const std::exception& exception) {
    return Error(ErrorKind::internal, exception.what());
  }
}

}  // namespace

std::size_t processor_count() {
  return std::max(1U, std::thread::hardware_concurrency());
}

BatchWorkers::BatchWorkers(Renderer& renderer, std::filesystem::path folder, Channel<BatchEvent>& events)
    : renderer_(renderer), folder_(std::move(folder)), events_(events) {}

BatchWorkers::~BatchWorkers() {
  stop();
}

void BatchWorkers::start(WorkerCounts counts) {
  // The helper dies with the thread that starts it: this one outlives the batch.
  renderer_.start();
  threads_.emplace_back([this] { render_all(renderer_); });
  for (std::size_t number = 1; number < counts.renders; ++number) {
    threads_.emplace_back([this, helper = find_render_helper()] {
      Renderer renderer(helper);
      render_all(renderer);
    });
  }
  for (std::size_t number = 0; number < counts.uploads; ++number) {
    threads_.emplace_back([this] { upload_all(); });
  }
}

void BatchWorkers::stop() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  room_.notify_all();
  renders_.close();
  uploads_.close();
}

std::vector<BatchEvent> BatchWorkers::end() {
  stop();
  std::vector<BatchEvent> late;
  while (ended_ < threads_.size()) {
    for (BatchEvent& event : events_.take_all(patience)) {
      if (std::holds_alternative<WorkerEnded>(event.what)) {
        ++ended_;
        continue;
      }
      if (auto* progress = std::get_if<UploadProgress>(&event.what)) {
        progress->recorded->set_value();
      }
      late.push_back(std::move(event));
    }
  }
  return late;
}

void BatchWorkers::forget_file(std::uint64_t size) {
  {
    const std::lock_guard lock(mutex_);
    bytes_ -= size;
  }
  room_.notify_all();
}

bool BatchWorkers::wait_for_room() {
  std::unique_lock lock(mutex_);
  room_.wait(lock, [this] { return is_stopping_ || bytes_ < most_bytes; });
  return !is_stopping_;
}

void BatchWorkers::tell(std::size_t index, decltype(BatchEvent::what) what) {
  events_.push({.index = index, .what = std::move(what)});
}

void BatchWorkers::render_all(Renderer& renderer) {
  // Room first: a document that was taken never waits for those behind it, which may be told only after it.
  while (wait_for_room()) {
    const auto task = renders_.take();
    if (!task) {
      break;
    }
    Rendering rendering;
    if (const auto error = error_of([&] { rendering = render_export(renderer, folder_, task->row, task->document); })) {
      rendering.failure = error;
    }
    if (!rendering.failure) {
      const std::lock_guard lock(mutex_);
      bytes_ += rendering.facts.size;
    }
    tell(task->index, std::move(rendering));
  }
  tell(0, WorkerEnded{});
}

void BatchWorkers::upload_all() {
  while (const auto task = uploads_.take()) {
    const auto record = [&](const std::string& json) {
      UploadProgress progress{.json = json, .recorded = std::make_shared<std::promise<void>>()};
      const std::future<void> recorded = progress.recorded->get_future();
      tell(task->index, std::move(progress));
      recorded.wait();
    };
    std::string etag;
    if (auto error = error_of([&] { etag = upload_export(task->upload, record); })) {
      tell(task->index, *std::move(error));
    } else {
      tell(task->index, UploadDone{.etag = std::move(etag)});
    }
  }
  tell(0, WorkerEnded{});
}

}  // namespace docexport
