#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/session.hpp"
#include "docexport/base/time.hpp"

namespace docexport {

/// A block of `key  value` lines for people. Absent values are left out; names are escaped.
class Details {
 public:
  explicit Details(Session& session) : session_(session) {}
  void add(const std::string& key, const std::string& value);
  void add(const std::string& key, const std::optional<std::string>& value);
  /// `2024-01-15T10:30:00Z (2 hours ago)`
  void add(const std::string& key, const std::optional<Timestamp>& time);
  [[nodiscard]] std::string text() const;

 private:
  Session& session_;
  std::vector<std::pair<std::string, std::string>> lines_{};
};

/// `84 KiB (86204 bytes)`
std::string size_with_bytes(std::uint64_t bytes);

}  // namespace docexport
