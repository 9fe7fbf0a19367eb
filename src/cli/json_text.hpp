#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "docexport/base/time.hpp"

namespace docexport {

enum class JsonLayout { one_line, indented };

/// The document and a newline: always valid UTF-8, and harmless on a terminal, because control and bidirectional
/// characters are written as `\u` escapes.
std::string json_text(const nlohmann::ordered_json& document, JsonLayout layout);

/// Absent is null.
template <typename Value>
nlohmann::ordered_json json_or_null(const std::optional<Value>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}
nlohmann::ordered_json json_or_null(const std::optional<Timestamp>& time);
/// Empty is null.
nlohmann::ordered_json json_or_null(const std::string& text);

/// JSON that the catalog keeps as text; null when it is not JSON.
nlohmann::ordered_json parse_kept_json(const std::string& text);

}  // namespace docexport
