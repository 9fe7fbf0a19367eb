#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "docexport/http/http_client.hpp"

namespace docexport {

/// A number in decimal digits and nothing else.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// The bytes [first, end) of an object, as a 206 answer's Content-Range has them.
struct AnsweredRange {
  std::uint64_t first = 0;
  std::uint64_t end = 0;
  std::uint64_t object_size = 0;
};

/// nullopt unless the answer is a part, and as long as it says.
std::optional<AnsweredRange> answered_range(const HttpResponse& answer);

/// How many bytes a 2xx answer to a request for all bytes from `offset` on promises. nullopt when it is an answer to
/// another request: a part that does not begin there or does not reach the end, or the whole when a part was asked for.
std::optional<std::uint64_t> answered_bytes(const HttpResponse& answer, std::uint64_t offset);

}  // namespace docexport
