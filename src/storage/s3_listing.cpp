#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "docexport/base/digest.hpp"
#include "docexport/base/interruption.hpp"
#include "storage/s3_answers.hpp"
#include "storage/s3_object_store.hpp"
#include "storage/xml_reader.hpp"

// The part of S3ObjectStore that deals with many objects at once.
namespace docexport {
namespace {

constexpr std::size_t max_batch = 1'000;

/// `next` is the last key of the page, a line end, and the server's token: so a server that turns in a circle shows.
struct Position {
  std::string last_key{};
  std::string token{};
};

std::string to_text(const Position& position) {
  return position.last_key + "\n" + position.token;
}

Position parse_position(const std::string& text) {
  // A key may hold a line end, a token cannot.
  const std::size_t line_end = text.rfind('\n');
  if (line_end == std::string::npos) {
    return {};
  }
  return {.last_key = text.substr(0, line_end), .token = text.substr(line_end + 1)};
}

bool is_ascending(const std::vector<ObjectInfo>& objects, const std::string& after) {
  const auto by_key = [](const ObjectInfo& left, const ObjectInfo& right) { return left.key >= right.key; };
  return std::adjacent_find(objects.begin(), objects.end(), by_key) == objects.end() &&
         (objects.empty() || after.empty() || objects.front().key > after);
}

}  // namespace

ListPage S3ObjectStore::list(const std::string& prefix, const std::string& next, std::size_t limit) {
  const FailedRequest context = describe(fmt::format("cannot list {}", name_));
  Position position = parse_position(next);
  std::set<std::string> seen_tokens;
  while (true) {
    ListAnswer answer = fetch_list(context, prefix, position.token, std::clamp<std::size_t>(limit, 1, max_batch));
    if (!is_ascending(answer.objects, position.last_key)) {
      throw answer_error(context, 200, "with keys out of order");
    }
    if (!answer.is_truncated && answer.objects.empty()) {
      return {};
    }
    const std::string& token = answer.next_token;
    const bool is_usable = !token.empty() && token.find('\n') == std::string::npos && token != position.token;
    if (answer.is_truncated && (!is_usable || !seen_tokens.insert(token).second)) {
      throw answer_error(context, 200, "with a list that has no next page and no end");
    }
    position.token = token;
    if (answer.objects.empty()) {
      continue;
    }
    position.last_key = answer.objects.back().key;
    for (ObjectInfo& object : answer.objects) {
      object.key.erase(0, prefix_.size());
    }
    return {.objects = std::move(answer.objects), .next = answer.is_truncated ? to_text(position) : ""};
  }
}

ListAnswer S3ObjectStore::fetch_list(const FailedRequest& context, const std::string& prefix, const std::string& token,
                                     std::size_t limit) {
  S3Request request{.query = {{"list-type", "2"}, {"encoding-type", "url"}, {"max-keys", fmt::to_string(limit)}}};
  request.query.emplace_back("prefix", prefix_ + prefix);
  if (!token.empty()) {
    request.query.emplace_back("continuation-token", token);
  }
  const HttpResponse response = send(context, request);
  if (response.status != 200 || parse_error_answer(response.body)) {
    throw refusal(context, response);
  }
  std::optional<ListAnswer> answer = parse_list_answer(response.body);
  if (!answer) {
    throw answer_error(context, response.status, "with something that is not a whole list");
  }
  const std::string whole_prefix = prefix_ + prefix;
  const bool is_foreign = std::any_of(answer->objects.begin(), answer->objects.end(),
                                      [&](const ObjectInfo& each) { return !each.key.starts_with(whole_prefix); });
  if (is_foreign) {
    throw answer_error(context, response.status, "with keys that were not asked for");
  }
  return std::move(*answer);
}

void S3ObjectStore::remove(const std::string& key) {
  const FailedRequest context = describe(fmt::format("cannot remove {} from {}", key, name_));
  const HttpResponse response = send(context, {.method = "DELETE", .key = whole_key(key)});
  if (response.status == 204) {
    return;
  }
  if (response.status == 200) {
    throw answer_error(context, response.status, "where S3 says 204");
  }
  const S3Failure failure = describe_failure(response, client_.now());
  // Without a code it may be anybody's 404, and the object may well be there.
  if (failure.code != "NoSuchKey") {
    throw failure_error(context, failure);
  }
}

std::vector<RemoveFailure> S3ObjectStore::remove_many(std::span<const std::string> keys) {
  std::vector<RemoveFailure> failures;
  bool is_first = true;
  while (!keys.empty()) {
    const std::span<const std::string> batch = keys.first(std::min(keys.size(), max_batch));
    keys = keys.subspan(batch.size());
    try {
      const std::vector<RemoveFailure> batch_failures = remove_batch(batch);
      failures.insert(failures.end(), batch_failures.begin(), batch_failures.end());
    } catch (const Error& error) {
      if (is_first) {
        throw;
      }
      for (const std::string& key : batch) {
        failures.push_back({.key = key, .message = error.what()});
      }
    }
    is_first = false;
  }
  return failures;
}

std::vector<RemoveFailure> S3ObjectStore::remove_batch(std::span<const std::string> keys) {
  std::vector<std::string> whole_keys;
  std::vector<RemoveFailure> failures;
  for (const std::string& key : keys) {
    std::string whole = whole_key(key);
    if (escape_xml(whole)) {
      whole_keys.push_back(std::move(whole));
      continue;
    }
    // XML cannot express this key, so it goes by itself.
    try {
      remove(key);
    } catch (const Error& error) {
      failures.push_back({.key = key, .message = error.what()});
    }
  }
  if (!whole_keys.empty()) {
    remove_at_once(whole_keys, failures);
  }
  return failures;
}

void S3ObjectStore::remove_at_once(const std::vector<std::string>& whole_keys, std::vector<RemoveFailure>& failures) {
  const FailedRequest context = describe(fmt::format("cannot remove {} objects from {}", whole_keys.size(), name_));
  S3Request request{.method = "POST", .query = {{"delete", ""}}, .body = write_delete_request(whole_keys)};
  request.headers = {{"content-md5", md5_base64(request.body)}, {"content-type", "application/xml"}};
  const HttpResponse response = send(context, request);
  if (response.status != 200 || parse_error_answer(response.body)) {
    throw refusal(context, response);
  }
  const std::optional<std::vector<DeleteFailure>> refused = parse_delete_answer(response.body);
  if (!refused) {
    throw answer_error(context, response.status, "with something that is not a whole result");
  }
  for (const DeleteFailure& each : *refused) {
    if (std::find(whole_keys.begin(), whole_keys.end(), each.key) == whole_keys.end()) {
      throw answer_error(context, response.status, "with a key that was not asked for");
    }
    if (each.code != "NoSuchKey") {
      const std::string key = each.key.substr(prefix_.size());
      failures.push_back({.key = key,
                          .message = fmt::format("cannot remove {} from {}: {} from {}", key, name_, each.code,
                                                 client_.settings().endpoint.authority)});
    }
  }
}

}  // namespace docexport
