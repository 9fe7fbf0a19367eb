#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/session.hpp"
#include "docexport/model/attempt.hpp"
#include "docexport/model/event.hpp"

namespace docexport {

/// A line of the audit trail: id, at, actor, event, export_id, document_id, detail.
nlohmann::ordered_json event_json(const Event& event);
std::string event_line(const Event& event);
std::string event_table(const std::vector<Event>& events, Session& session);

nlohmann::ordered_json attempt_json(const Attempt& attempt);
std::string attempt_table(const std::vector<Attempt>& attempts, Session& session);

}  // namespace docexport
