#include "storage/s3_listing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "storage/s3_answers.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_page = 1'000;

/// `next` is the last key of the page, a line end, and the server's token: so a server that turns in a circle shows.
/// Without a token the next page begins behind the last key, as ListObjects has it.
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

/// The server does not have this kind of list, or this parameter.
bool refuses_list(const HttpResponse& response) {
  const std::string code = parse_error_answer(response.body).value_or(ErrorAnswer{}).code;
  return response.status == 501 || response.status == 405 ||
         (response.status == 400 &&
          (code == "NotImplemented" || code == "InvalidArgument" || code == "InvalidRequest"));
}

class Listing {
 public:
  Listing(S3Bucket& bucket, std::string whole_prefix, std::size_t limit)
      : bucket_(bucket),
        context_(bucket.describe("list " + bucket.name())),
        whole_prefix_(std::move(whole_prefix)),
        limit_(std::clamp<std::size_t>(limit, 1, max_page)) {}

  ListPage page_at(Position position) {
    std::set<std::string> seen_tokens;
    while (true) {
      ListAnswer answer = fetch(position);
      if (!is_ascending(answer.objects, position.last_key)) {
        throw answer_error(context_, 200, "with keys out of order");
      }
      if (!answer.is_truncated && answer.objects.empty()) {
        return {};
      }
      check_progress(answer, position, seen_tokens);
      position.token = answer.next_token;
      if (answer.objects.empty()) {
        continue;
      }
      position.last_key = answer.objects.back().key;
      for (ObjectInfo& object : answer.objects) {
        object.key.erase(0, bucket_.prefix().size());
      }
      return {.objects = std::move(answer.objects), .next = answer.is_truncated ? to_text(position) : ""};
    }
  }

 private:
  /// A page of ListObjects is followed by the one behind its last key, any other by the one that its token names.
  void check_progress(const ListAnswer& answer, const Position& position, std::set<std::string>& seen_tokens) {
    if (!answer.is_truncated) {
      return;
    }
    if (answer.is_first_kind && !answer.objects.empty()) {
      bucket_.capabilities().second_list = false;
      return;
    }
    const std::string& token = answer.next_token;
    const bool is_usable = !token.empty() && token.find('\n') == std::string::npos && token != position.token;
    if (!is_usable || !seen_tokens.insert(token).second) {
      throw answer_error(context_, 200, "with a list that has no next page and no end");
    }
  }

  ListAnswer fetch(const Position& position) {
    const HttpResponse response = negotiate(position);
    if (response.status != 200 || !is_success(response)) {
      throw bucket_.refusal(context_, response);
    }
    std::optional<ListAnswer> answer = parse_list_answer(response.body);
    if (!answer) {
      throw answer_error(context_, response.status, "with something that is not a whole list");
    }
    const bool is_foreign = std::any_of(answer->objects.begin(), answer->objects.end(),
                                        [&](const ObjectInfo& each) { return !each.key.starts_with(whole_prefix_); });
    if (is_foreign) {
      throw answer_error(context_, response.status, "with keys that were not asked for");
    }
    return std::move(*answer);
  }

  /// Leaves out what the server refuses, and remembers what it took in the end.
  HttpResponse negotiate(const Position& position) {
    HttpResponse response;
    for (const bool second_list : {true, false}) {
      for (const bool is_encoded : {true, false}) {
        if ((second_list && !bucket_.capabilities().second_list) ||
            (is_encoded && !bucket_.capabilities().encoded_lists)) {
          continue;
        }
        response = bucket_.send(context_, ask(position, second_list, is_encoded));
        if (!refuses_list(response)) {
          bucket_.capabilities().second_list = second_list;
          bucket_.capabilities().encoded_lists = is_encoded;
          return response;
        }
      }
    }
    return response;
  }

  [[nodiscard]] S3Request ask(const Position& position, bool second_list, bool is_encoded) const {
    S3Request request{.query = {{"max-keys", fmt::to_string(limit_)}, {"prefix", whole_prefix_}},
                      .may_fail_in_body = true};
    if (is_encoded) {
      request.query.emplace_back("encoding-type", "url");
    }
    if (second_list) {
      request.query.emplace_back("list-type", "2");
    }
    if (second_list && !position.token.empty()) {
      request.query.emplace_back("continuation-token", position.token);
    } else if (!position.last_key.empty()) {
      request.query.emplace_back(second_list ? "start-after" : "marker", position.last_key);
    }
    return request;
  }

  S3Bucket& bucket_;
  FailedRequest context_;
  std::string whole_prefix_;
  std::size_t limit_;
};

}  // namespace

ListPage list_objects(S3Bucket& bucket, const std::string& prefix, const std::string& next, std::size_t limit) {
  return Listing(bucket, bucket.prefix() + prefix, limit).page_at(parse_position(next));
}

}  // namespace docexport
