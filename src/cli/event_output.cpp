#include "cli/event_output.hpp"

#include "cli/document_output.hpp"
#include "cli/json_text.hpp"
#include "cli/relative_time.hpp"
#include "cli/table.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

nlohmann::ordered_json event_json(const Event& event) {
  return {{"id", event.id},
          {"at", format_rfc3339(event.at)},
          {"actor", event.actor},
          {"event", event.event},
          {"export_id", json_or_null(event.export_id)},
          {"document_id", json_or_null(event.document_id)},
          {"detail", parse_kept_json(event.detail_json)}};
}

std::string event_line(const Event& event) {
  return tab_separated({format_rfc3339(event.at), event.actor, event.event, event.export_id.value_or(""),
                        event.document_id.value_or(""), event.detail_json});
}

std::string event_table(const std::vector<Event>& events, Session& session) {
  const std::string absent(session.symbol("–", "-"));
  Table table({{.title = "TIME"},
               {.title = "ACTOR"},
               {.title = "EVENT"},
               {.title = "EXPORT"},
               {.title = "DOCUMENT"},
               {.title = "DETAIL", .shrinks = true}});
  for (const Event& event : events) {
    const bool has_detail = event.detail_json != "{}";
    table.add_row({{.text = format_rfc3339(event.at)},
                   {.text = escape_controls(event.actor)},
                   {.text = event.event},
                   {.text = event.export_id ? short_id(*event.export_id) : absent},
                   {.text = event.document_id ? escape_controls(shown_document_id(*event.document_id)) : absent},
                   {.text = has_detail ? escape_controls(event.detail_json) : std::string()}});
  }
  return table.text(session.console().width(), session.palette(), session.symbol("…", "..."));
}

nlohmann::ordered_json attempt_json(const Attempt& attempt) {
  return {{"number", attempt.number},
          {"outcome", json_or_null(attempt.outcome)},
          {"error_class", attempt.error_class ? nlohmann::ordered_json(to_string(*attempt.error_class)) : nullptr},
          {"error_message", json_or_null(attempt.error_message)},
          {"object_key", json_or_null(attempt.object_key)},
          {"host", attempt.host},
          {"pid", attempt.process_id},
          {"started_at", format_rfc3339(attempt.started_at)},
          {"finished_at", json_or_null(attempt.finished_at)}};
}

std::string attempt_table(const std::vector<Attempt>& attempts, Session& session) {
  const Timestamp now = session.now();
  const std::string absent(session.symbol("–", "-"));
  Table table({{.title = "ATTEMPT", .align = Align::right},
               {.title = "OUTCOME"},
               {.title = "STARTED"},
               {.title = "HOST"},
               {.title = "PID", .align = Align::right},
               {.title = "ERROR", .shrinks = true}});
  for (const Attempt& attempt : attempts) {
    const std::string error_class =
        attempt.error_class ? std::string(to_string(*attempt.error_class)) + ": " : std::string();
    table.add_row({{.text = std::to_string(attempt.number)},
                   {.text = attempt.outcome.value_or("running")},
                   {.text = relative_time(attempt.started_at, now)},
                   {.text = escape_controls(attempt.host)},
                   {.text = std::to_string(attempt.process_id)},
                   {.text = escape_controls(error_class + attempt.error_message.value_or(""))}});
  }
  return table.text(session.console().width(), session.palette(), session.symbol("…", "..."));
}

}  // namespace docexport
