#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <stop_token>
#include <vector>

#include "storage/connection_growth.hpp"
#include "storage/object_download.hpp"
#include "storage/object_range.hpp"
#include "storage/parallel_work.hpp"
#include "storage/part_plan.hpp"
#include "storage/range_spans.hpp"

namespace docexport {
namespace {

class RangedDownload {
 public:
  RangedDownload(S3Bucket& bucket, const FailedRequest& context, const FetchRequest& request)
      : bucket_(bucket),
        context_(context),
        request_(request),
        etag_(request.etag),
        plan_{.size = request.size, .part_size = fetch_range_size} {}

  void run() {
    const std::vector<std::size_t> missing = missing_ranges();
    if (missing.empty() && request_.size > 0) {
      return;
    }
    if (plan_.count() <= 1) {
      return fetch_whole();
    }
    if (etag_.empty()) {
      look_up();
    }
    const WorkerShare share(bucket_.budget(), missing.size());
    RangeQueue queue(missing);
    ConnectionGrowth growth(share.workers(), std::chrono::steady_clock::now());
    try {
      run_parallel({.count = missing.size(),
                    .threads = share.workers(),
                    .run =
                        [&](const ParallelStep& step) {
                          if (const RangeSpan span = queue.take(limit_); span.count > 0) {
                            fetch_span(span, step);
                          }
                        },
                    .reported = [&](std::size_t range) { report(range); },
                    .wanted_threads =
                        [&] {
                          const std::size_t wanted = growth.wanted(arrived_, std::chrono::steady_clock::now());
                          limit_ = growth.span_limit();
                          return wanted;
                        }});
    } catch (const RangeIgnored&) {
      fetch_whole();
    }
  }

 private:
  /// The server sends the whole object whatever part is asked for.
  struct RangeIgnored {};
  /// Another range failed, so this one is of no use.
  struct Stopped {};

  [[nodiscard]] std::vector<std::size_t> missing_ranges() const {
    std::vector<std::size_t> missing;
    for (std::size_t index = 0; index < plan_.count(); ++index) {
      if (!request_.has || !request_.has(plan_.offset_of(index), plan_.size_of(index))) {
        missing.push_back(index);
      }
    }
    return missing;
  }

  /// Ranges fit together only if they are of one object.
  void look_up() {
    const std::optional<ObjectInfo> object = bucket_.head(context_, request_.key);
    if (!object) {
      throw Error(ErrorKind::not_found, context_.action + ": the object is gone: export the document again.");
    }
    if (object->size != request_.size) {
      throw other_size();
    }
    etag_ = object->etag;
  }

  void fetch_whole() {
    RangeWriter writer(request_.descriptor, plan_, 0);
    download_object(bucket_, context_, {.key = request_.key, .etag = etag_}, [&](std::string_view piece) {
      if (writer.position() + piece.size() > request_.size) {
        throw other_size();
      }
      writer.add(piece, [this](std::size_t range) { report(range); });
    });
    if (writer.position() != request_.size) {
      throw other_size();
    }
  }

  void fetch_span(const RangeSpan& span, const ParallelStep& step) {
    const std::stop_token& stop = step.stop;
    const std::size_t last = span.first + span.count - 1;
    const std::uint64_t end = plan_.offset_of(last) + plan_.size_of(last);
    RangeWriter writer(request_.descriptor, plan_, span.first);
    bool is_checked = false;
    const auto ask = [&] {
      return S3Request{
          .key = bucket_.whole_key(request_.key),
          .headers = {{"range", fmt::format("bytes={}-{}", writer.position(), end - 1)}, {"if-match", etag_}},
          .needs_etag = true,
          .stop = stop};
    };
    S3Request download = ask();
    download.before_resend = [&](S3Request& again) {
      throw_if_stopped(stop);
      again.headers = ask().headers;
      is_checked = false;
    };
    const HttpResponse response =
        bucket_.send(context_, download, [&](const HttpResponse& answer, std::string_view piece) {
          throw_if_stopped(stop);
          if (!is_checked) {
            check_beginning(answer, writer.position(), end);
            is_checked = true;
          }
          if (piece.size() > end - writer.position()) {
            throw answer_error(context_, answer.status, "with more bytes than asked for");
          }
          writer.add(piece, step.report);
          arrived_ += piece.size();
        });
    check_answer(response);
    if (writer.position() != end) {
      throw answer_error(context_, response.status, "with fewer bytes than promised");
    }
  }

  static void throw_if_stopped(const std::stop_token& stop) {
    if (stop.stop_requested()) {
      throw Stopped{};
    }
  }

  void check_beginning(const HttpResponse& answer, std::uint64_t first, std::uint64_t end) {
    if (answer.status == 200) {
      throw RangeIgnored{};
    }
    const std::optional<AnsweredRange> range = answered_range(answer);
    if (range && range->object_size != request_.size) {
      throw other_size();
    }
    if (!range || range->first != first || range->end != end) {
      throw answer_error(context_, answer.status, "with another part of the object than asked for");
    }
    if (answer.header("etag") != etag_) {
      throw replaced();
    }
  }

  void check_answer(const HttpResponse& response) {
    if (response.status == 412) {
      throw replaced();
    }
    if (response.status == 416) {
      throw other_size();
    }
    if (!is_success(response)) {
      throw bucket_.refusal(context_, response);
    }
  }

  [[nodiscard]] Error replaced() const {
    return {ErrorKind::expired, context_.action + ": the object is no longer the one that was stored. Begin anew."};
  }

  [[nodiscard]] Error other_size() const {
    return {ErrorKind::integrity,
            fmt::format("{}: the object there has not the {} bytes that were stored.", context_.action, request_.size)};
  }

  void report(std::size_t index) const {
    if (request_.on_range) {
      request_.on_range(plan_.offset_of(index), plan_.size_of(index));
    }
  }

  S3Bucket& bucket_;
  const FailedRequest& context_;
  const FetchRequest& request_;
  std::string etag_;
  PartPlan plan_;
  std::atomic<std::uint64_t> arrived_{0};
  std::atomic<SpanLimit> limit_{};
};

}  // namespace

void download_ranges(S3Bucket& bucket, const FailedRequest& context, const FetchRequest& request) {
  RangedDownload(bucket, context, request).run();
}

}  // namespace docexport
