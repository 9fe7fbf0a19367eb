#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docexport/model/event.hpp"

namespace docexport {

class Connection;

struct EventFilter {
  std::optional<std::string> export_id{};
  std::optional<std::string> document_id{};
  std::optional<std::string> event{};
  std::optional<Timestamp> since{};
  std::uint64_t limit = 0;  ///< the newest so many; 0: all
};

/// The audit trail. Events are written by the tables that change something; here they are only read.
class EventTable {
 public:
  explicit EventTable(Connection& connection) : connection_(connection) {}

  /// Oldest first.
  std::vector<Event> list(const EventFilter& filter);

 private:
  Connection& connection_;
};

}  // namespace docexport
