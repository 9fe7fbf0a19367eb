#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/storage/object_store.hpp"

namespace docexport {

/// The body of a failed request, or of one that says 200 and failed all the same.
struct ErrorAnswer {
  std::string code{};
  std::string request_id{};
  std::string region{};   ///< where the bucket is, when the server says so
  std::string subject{};  ///< what it is about, in the server's words and lower case: message, header, argument
};

struct ListAnswer {
  std::vector<ObjectInfo> objects{};
  bool is_truncated = false;
  std::string next_token{};
  bool is_first_kind = false;  ///< of ListObjects, which has no tokens: the last key is the next one's marker
};

/// A key that DeleteObjects did not remove.
struct DeleteFailure {
  std::string key{};
  std::string code{};
};

/// A key as a list has it; nullopt when it is said to be encoded and is not. encoding-type=url is what HTML forms do: a
/// space may come as `+`, and a plus never does.
std::optional<std::string> decode_key(std::string_view text, bool is_encoded);

/// The code of an error answer; empty for any other body.
std::string error_code(std::string_view body);

// Each is nullopt when the body is not that answer, whole and well formed.
std::optional<ErrorAnswer> parse_error_answer(std::string_view body);
std::optional<ListAnswer> parse_list_answer(std::string_view body);
std::optional<std::vector<DeleteFailure>> parse_delete_answer(std::string_view body);

/// The body of DeleteObjects (quiet: only failures are answered). The keys are ones that XML can express.
std::string write_delete_request(std::span<const std::string> keys);

}  // namespace docexport
