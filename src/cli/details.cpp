#include "cli/details.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/relative_time.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

void Details::add(const std::string& key, const std::string& value) {
  if (!value.empty()) {
    lines_.emplace_back(key, escape_controls(value));
  }
}

void Details::add(const std::string& key, const std::optional<std::string>& value) {
  add(key, value.value_or(""));
}

void Details::add(const std::string& key, const std::optional<Timestamp>& time) {
  if (time) {
    add(key, fmt::format("{} ({})", format_rfc3339(*time), relative_time(*time, session_.now())));
  }
}

std::string Details::text() const {
  std::size_t width = 0;
  for (const auto& [key, value] : lines_) {
    width = std::max(width, key.size());
  }
  std::string text;
  for (const auto& [key, value] : lines_) {
    text += session_.palette().paint(Color::bold, key) + std::string(width - key.size() + 2, ' ') + value + '\n';
  }
  return text;
}

std::string size_with_bytes(std::uint64_t bytes) {
  const std::string size = format_size(bytes);
  return size.ends_with(" B") ? size : fmt::format("{} ({} bytes)", size, bytes);
}

}  // namespace docexport
