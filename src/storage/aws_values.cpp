#include "storage/aws_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

struct Quantity {
  std::uint64_t number = 0;
  std::string_view unit{};
};

std::optional<Quantity> split_quantity(std::string_view text) {
  Quantity quantity;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), quantity.number);
  if (error != std::errc()) {
    return std::nullopt;
  }
  quantity.unit = trim(text.substr(static_cast<std::size_t>(rest - text.data())));
  return quantity;
}

/// `k` of `kb`, `kib` and `k` itself; nullopt for what is no unit.
std::optional<std::uint64_t> factor_of(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, std::uint64_t>, 5> factors = {
      {{"", 1}, {"k", 1ULL << 10U}, {"m", 1ULL << 20U}, {"g", 1ULL << 30U}, {"t", 1ULL << 40U}}};
  for (const std::string_view end : {"ib", "b"}) {
    if (unit.ends_with(end)) {
      unit.remove_suffix(end.size());
      break;
    }
  }
  const auto* const found =
      std::find_if(factors.begin(), factors.end(), [&](const auto& each) { return each.first == unit; });
  return found == factors.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::uint64_t> bytes_of(const Quantity& quantity, std::string_view unit) {
  const std::optional<std::uint64_t> factor = factor_of(to_lower_ascii(unit));
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  return factor && quantity.number > 0 && quantity.number <= most / *factor ? std::optional(quantity.number * *factor)
                                                                            : std::nullopt;
}

}  // namespace

int read_count(const AwsSetting& setting, int most) {
  const std::optional<Quantity> quantity = split_quantity(setting.value.reveal());
  if (!quantity || !quantity->unit.empty() || quantity->number < 1 ||
      quantity->number > static_cast<std::uint64_t>(most)) {
    throw setting_error(setting, fmt::format("it can be a whole number from 1 to {}", most));
  }
  return static_cast<int>(quantity->number);
}

std::uint64_t read_size(const AwsSetting& setting) {
  const std::optional<Quantity> quantity = split_quantity(setting.value.reveal());
  const std::optional<std::uint64_t> bytes = quantity ? bytes_of(*quantity, quantity->unit) : std::nullopt;
  if (!bytes) {
    throw setting_error(setting, "it can be a number of bytes, or a size like 8MB or 1GB");
  }
  return *bytes;
}

std::uint64_t read_rate(const AwsSetting& setting) {
  const std::optional<Quantity> quantity = split_quantity(setting.value.reveal());
  std::string_view unit = quantity ? quantity->unit : std::string_view();
  const bool is_rate = unit.empty() || unit.ends_with("/s");
  unit.remove_suffix(unit.ends_with("/s") ? 2 : 0);
  const bool is_in_bits = unit.ends_with('b');
  const std::optional<std::uint64_t> amount = quantity && is_rate ? bytes_of(*quantity, unit) : std::nullopt;
  const std::uint64_t rate = amount.value_or(0) / (is_in_bits ? 8 : 1);
  if (rate == 0) {
    throw setting_error(setting, "it can be a rate like 50MB/s, or 400Mb/s in bits");
  }
  return rate;
}

std::size_t read_choice(const AwsSetting& setting, const std::vector<std::string>& words) {
  const auto found = std::find(words.begin(), words.end(), to_lower_ascii(setting.value.reveal()));
  if (found == words.end()) {
    throw setting_error(setting, fmt::format("it can be {}", fmt::join(words, ", ")));
  }
  return static_cast<std::size_t>(found - words.begin());
}

S3Endpoint read_endpoint(const AwsSetting& setting) {
  try {
    return parse_s3_endpoint(setting.value.reveal());
  } catch (const Error& error) {
    throw Error(error.kind(), fmt::format("{}: {}", setting.origin, error.what()));
  }
}

}  // namespace docexport
