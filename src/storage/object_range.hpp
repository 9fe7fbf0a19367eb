#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "docexport/http/http_client.hpp"

namespace docexport {

/// A number in decimal digits and nothing else.
std::optional<std::uint64_t> parse_decimal(std::string_view text);

/// How many bytes a 2xx answer to a request for all bytes from `offset` on promises. nullopt when it is an answer to
/// another request: a part that does not begin there or does not reach the end, or the whole when a part was asked for.
std::optional<std::uint64_t> answered_bytes(const HttpResponse& answer, std::uint64_t offset);

}  // namespace docexport
