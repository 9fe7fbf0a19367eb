#include "storage/batch_removal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <map>
#include <optional>

#include "docexport/base/digest.hpp"
#include "storage/parallel_work.hpp"
#include "storage/s3_answers.hpp"
#include "storage/upload_outcome.hpp"
#include "storage/xml_reader.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_batch = 1'000;

bool lacks_bulk_removal(const HttpResponse& response) {
  const std::string code = parse_error_answer(response.body).value_or(ErrorAnswer{}).code;
  return response.status == 501 || response.status == 405 || code == "NotImplemented" || code == "MethodNotAllowed";
}

/// Whether the object may go by a request of its own, after the batch left it.
bool is_worth_another_try(const std::string& code) {
  return kind_of_failure(500, code) == ErrorKind::temporary;
}

class BatchRemoval {
 public:
  BatchRemoval(S3Bucket& bucket, std::span<const std::string> keys) : bucket_(bucket), keys_(keys) {}

  std::vector<RemoveFailure> run() {
    while (!keys_.empty()) {
      const std::span<const std::string> batch = keys_.first(std::min(keys_.size(), max_batch));
      keys_ = keys_.subspan(batch.size());
      take_batch(batch);
    }
    return std::move(failures_);
  }

 private:
  /// The first batch shows whether anything can be tried at all; later ones only have failures.
  void take_batch(std::span<const std::string> batch) {
    try {
      remove_batch(batch);
    } catch (const Error& error) {
      if (is_first_ || error.kind() == ErrorKind::interrupted) {
        throw;
      }
      for (const std::string& key : batch) {
        failures_.push_back({.key = key, .kind = error.kind(), .message = error.what()});
      }
    }
    is_first_ = false;
  }

  void remove_batch(std::span<const std::string> batch) {
    std::vector<std::string> at_once;
    std::vector<std::string> singly;
    for (const std::string& key : batch) {
      // XML cannot express every key.
      const bool fits = bucket_.capabilities().bulk_removal && escape_xml(bucket_.whole_key(key)).has_value();
      (fits ? at_once : singly).push_back(key);
    }
    if (!at_once.empty()) {
      remove_at_once(at_once, singly);
    }
    remove_singly(singly);
  }

  /// Moves what is left to be tried by itself to `singly`.
  void remove_at_once(const std::vector<std::string>& keys, std::vector<std::string>& singly) {
    const FailedRequest context =
        bucket_.describe(fmt::format("remove {} objects from {}", keys.size(), bucket_.name()));
    const HttpResponse response = bucket_.send(context, bulk_request(keys));
    if (lacks_bulk_removal(response)) {
      bucket_.capabilities().bulk_removal = false;
      bucket_.notice(fmt::format("{} does not remove many objects at once: they are removed one by one", context.host));
      singly.insert(singly.end(), keys.begin(), keys.end());
      return;
    }
    if (response.status != 200 || !is_success(response)) {
      throw bucket_.refusal(context, response);
    }
    const std::optional<std::vector<DeleteFailure>> refused = parse_delete_answer(response.body);
    if (!refused) {
      throw answer_error(context, response.status, "with something that is not a whole result");
    }
    for (const DeleteFailure& each : *refused) {
      sort_out(context, each, keys, singly);
    }
  }

  void sort_out(const FailedRequest& context, const DeleteFailure& refused, const std::vector<std::string>& keys,
                std::vector<std::string>& singly) {
    const std::string& prefix = bucket_.prefix();
    const std::string key = refused.key.starts_with(prefix) ? refused.key.substr(prefix.size()) : std::string();
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
      throw answer_error(context, 200, "with a key that was not asked for");
    }
    if (refused.code == "NoSuchKey") {
      return;
    }
    if (is_worth_another_try(refused.code)) {
      singly.push_back(key);
      return;
    }
    failures_.push_back({.key = key,
                         .kind = kind_of_failure(500, refused.code),
                         .message = fmt::format("cannot remove {} from {}: {} from {}", key, bucket_.name(),
                                                refused.code, context.host)});
  }

  [[nodiscard]] S3Request bulk_request(const std::vector<std::string>& keys) {
    std::vector<std::string> whole_keys;
    whole_keys.reserve(keys.size());
    for (const std::string& key : keys) {
      whole_keys.push_back(bucket_.whole_key(key));
    }
    S3Request request{.method = "POST",
                      .query = {{"delete", ""}},
                      .body = write_delete_request(whole_keys),
                      .may_fail_in_body = true};
    request.headers = {{"content-md5", md5_base64(request.body)}, {"content-type", "application/xml"}};
    return request;
  }

  void remove_singly(const std::vector<std::string>& keys) {
    std::vector<std::optional<Error>> errors(keys.size());
    const WorkerShare share(bucket_.budget(), keys.size());
    run_parallel({.count = keys.size(), .threads = share.workers(), .run = [&](const ParallelStep& step) {
                    errors[step.index] = try_one(keys[step.index]);
                  }});
    const bool all_failed =
        std::all_of(errors.begin(), errors.end(), [](const auto& each) { return each.has_value(); });
    if (is_first_ && keys.size() > 1 && all_failed && failures_.empty()) {
      throw Error(*errors.front());
    }
    for (std::size_t index = 0; index < keys.size(); ++index) {
      if (errors[index]) {
        failures_.push_back({.key = keys[index], .kind = errors[index]->kind(), .message = errors[index]->what()});
      }
    }
  }

  std::optional<Error> try_one(const std::string& key) {
    try {
      remove_object(bucket_, key);
      return std::nullopt;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::interrupted) {
        throw;
      }
      return error;
    }
  }

  S3Bucket& bucket_;
  std::span<const std::string> keys_;
  std::vector<RemoveFailure> failures_;
  bool is_first_ = true;
};

}  // namespace

void remove_object(S3Bucket& bucket, const std::string& key) {
  const FailedRequest context = bucket.describe(fmt::format("remove {} from {}", key, bucket.name()));
  const HttpResponse response = bucket.send(context, {.method = "DELETE", .key = bucket.whole_key(key)});
  if (response.status == 204) {
    return;
  }
  if (response.status == 200) {
    throw answer_error(context, response.status, "where S3 says 204");
  }
  const S3Failure failure = describe_failure(response, bucket.client().now());
  // Without a code it may be anybody's 404, and the object may well be there.
  if (failure.code != "NoSuchKey") {
    throw failure_error(context, failure);
  }
}

std::vector<RemoveFailure> remove_objects(S3Bucket& bucket, std::span<const std::string> keys) {
  return BatchRemoval(bucket, keys).run();
}

}  // namespace docexport
