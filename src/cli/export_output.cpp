#include "cli/export_output.hpp"

#include <fmt/format.h>

#include "cli/json_text.hpp"
#include "cli/relative_time.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

std::string time_or_empty(const std::optional<Timestamp>& time) {
  return time ? format_rfc3339(*time) : std::string();
}

std::string number_or(const std::optional<std::uint64_t>& number, std::string_view absent) {
  return number ? std::to_string(*number) : std::string(absent);
}

}  // namespace

nlohmann::ordered_json export_json(const Export& row, Timestamp now) {
  return {
      {"id", row.id},
      {"name", row.name},
      {"description", row.description},
      {"status", to_string(effective_status(row, now))},
      {"type", to_string(row.type)},
      {"format", to_string(row.format)},
      {"document_id", json_or_null(row.document_id)},
      {"file_name", row.file_name},
      {"store", row.store},
      {"endpoint", json_or_null(row.endpoint)},
      {"object_key", json_or_null(row.object_key)},
      {"file_size", json_or_null(row.file_size)},
      {"sha256", json_or_null(row.sha256)},
      {"records_count", json_or_null(row.records_count)},
      {"stats", parse_kept_json(row.stats_json)},
      {"options", parse_kept_json(row.options_json)},
      {"download_count", row.download_count},
      {"last_downloaded_at", json_or_null(row.last_downloaded_at)},
      {"attempts", row.attempts},
      {"pinned", row.pinned},
      {"error_class", row.error_class ? nlohmann::ordered_json(to_string(*row.error_class)) : nullptr},
      {"error_message", json_or_null(row.error_message)},
      {"owner", row.owner},
      {"created_at", format_rfc3339(row.created_at)},
      {"updated_at", format_rfc3339(row.updated_at)},
      {"started_at", json_or_null(row.started_at)},
      {"completed_at", json_or_null(row.completed_at)},
      {"expires_at", json_or_null(row.expires_at)},
      {"removed_at", json_or_null(row.removed_at)},
  };
}

std::string export_line(const Export& row, Timestamp now) {
  return tab_separated({row.id, row.name, std::string(to_string(effective_status(row, now))),
                        std::string(to_string(row.format)), number_or(row.records_count, ""),
                        number_or(row.file_size, ""), format_rfc3339(row.created_at),
                        std::to_string(row.download_count), time_or_empty(row.expires_at)});
}

std::string export_table(const std::vector<Export>& rows, Session& session) {
  const Timestamp now = session.now();
  const std::string_view absent = session.symbol("–", "-");
  Table table({{.title = "ID"},
               {.title = "NAME", .shrinks = true},
               {.title = "STATUS"},
               {.title = "FORMAT"},
               {.title = "RECORDS", .align = Align::right},
               {.title = "SIZE", .align = Align::right},
               {.title = "CREATED"},
               {.title = "DL", .align = Align::right},
               {.title = "EXPIRES"}});
  for (const Export& row : rows) {
    const ExportStatus status = effective_status(row, now);
    table.add_row({{.text = short_id(row.id)},
                   {.text = escape_controls(row.name)},
                   {.text = std::string(to_string(status)), .color = status_color(status)},
                   {.text = std::string(to_string(row.format))},
                   {.text = number_or(row.records_count, absent)},
                   {.text = row.file_size ? format_size(*row.file_size) : std::string(absent)},
                   {.text = relative_time(row.created_at, now)},
                   {.text = std::to_string(row.download_count)},
                   {.text = row.expires_at ? relative_time(*row.expires_at, now) : "never"}});
  }
  return table.text(session.console().width(), session.palette(), session.symbol("…", "..."));
}

void print_export(const Export& row, Session& session) {
  switch (session.mode()) {
    case OutputMode::json:
      break;
    case OutputMode::jsonl:
      session.print_json_line(export_json(row, session.now()));
      break;
    case OutputMode::ids:
      session.console().print(row.id + '\n');
      break;
    case OutputMode::text:
      session.console().print(export_line(row, session.now()));
      break;
  }
}

std::string export_facts(const Export& row, Timestamp now) {
  std::string facts = row.file_size ? format_size(*row.file_size) + ", " : std::string();
  if (row.records_count) {
    facts += counted(*row.records_count, "record") + ", ";
  }
  return facts + (row.expires_at ? "expires " + relative_time(*row.expires_at, now) : "never expires");
}

nlohmann::ordered_json pagination_json(std::uint64_t page, std::uint64_t limit, std::uint64_t total) {
  const std::uint64_t pages = (total + limit - 1) / limit;
  return {{"page", page},
          {"limit", limit},
          {"total", total},
          {"total_pages", pages},
          {"has_next_page", page < pages},
          {"has_prev_page", page > 1}};
}

std::string counted(std::uint64_t count, const std::string& noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

Color status_color(ExportStatus status) {
  switch (status) {
    case ExportStatus::completed:
      return Color::green;
    case ExportStatus::failed:
      return Color::red;
    case ExportStatus::pending:
    case ExportStatus::processing:
      return Color::yellow;
    case ExportStatus::expired:
    case ExportStatus::deleted:
      return Color::dim;
  }
  return Color::plain;
}

}  // namespace docexport
