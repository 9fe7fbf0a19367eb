#include "storage/object_range.hpp"

#include <charconv>

namespace docexport {
namespace {

std::string_view header(const HttpResponse& answer, const std::string& name) {
  const auto found = answer.headers.find(name);
  return found == answer.headers.end() ? std::string_view() : std::string_view(found->second);
}

/// `bytes 5-9/10`, which has to begin at `offset` and end at the object's last byte.
std::optional<std::uint64_t> bytes_of_range(std::string_view text, std::uint64_t offset) {
  constexpr std::string_view unit = "bytes ";
  const std::size_t dash = text.find('-');
  const std::size_t slash = text.find('/');
  if (!text.starts_with(unit) || dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) {
    return std::nullopt;
  }
  const auto first = parse_decimal(text.substr(unit.size(), dash - unit.size()));
  const auto last = parse_decimal(text.substr(dash + 1, slash - dash - 1));
  const auto total = parse_decimal(text.substr(slash + 1));
  if (!first || !last || !total || *first != offset || *last < *first || *last + 1 != *total) {
    return std::nullopt;
  }
  return *total - offset;
}

}  // namespace

std::optional<std::uint64_t> parse_decimal(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<std::uint64_t> answered_bytes(const HttpResponse& answer, std::uint64_t offset) {
  const std::optional<std::uint64_t> length = parse_decimal(header(answer, "content-length"));
  if (!length) {
    return std::nullopt;
  }
  if (answer.status == 200 && offset == 0) {
    return length;
  }
  const std::optional<std::uint64_t> part =
      answer.status == 206 ? bytes_of_range(header(answer, "content-range"), offset) : std::nullopt;
  return part == length ? part : std::nullopt;
}

}  // namespace docexport
