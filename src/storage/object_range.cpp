#include "storage/object_range.hpp"

#include <charconv>

namespace docexport {
namespace {

/// `bytes 5-9/10`.
std::optional<AnsweredRange> parse_range(std::string_view text) {
  constexpr std::string_view unit = "bytes ";
  const std::size_t dash = text.find('-');
  const std::size_t slash = text.find('/');
  if (!text.starts_with(unit) || dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) {
    return std::nullopt;
  }
  const auto first = parse_decimal(text.substr(unit.size(), dash - unit.size()));
  const auto last = parse_decimal(text.substr(dash + 1, slash - dash - 1));
  const auto total = parse_decimal(text.substr(slash + 1));
  if (!first || !last || !total || *last < *first || *last >= *total) {
    return std::nullopt;
  }
  return AnsweredRange{.first = *first, .end = *last + 1, .object_size = *total};
}

}  // namespace

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<AnsweredRange> answered_range(const HttpResponse& answer) {
  const std::optional<AnsweredRange> range =
      answer.status == 206 ? parse_range(answer.header("content-range")) : std::nullopt;
  const std::optional<std::uint64_t> length = parse_decimal(answer.header("content-length"));
  return range && length && *length == range->end - range->first ? range : std::nullopt;
}

std::optional<std::uint64_t> answered_bytes(const HttpResponse& answer, std::uint64_t offset) {
  if (answer.status == 200 && offset == 0) {
    return parse_decimal(answer.header("content-length"));
  }
  const std::optional<AnsweredRange> range = answered_range(answer);
  const bool is_rest = range && range->first == offset && range->end == range->object_size;
  return is_rest ? std::optional(range->end - range->first) : std::nullopt;
}

}  // namespace docexport
