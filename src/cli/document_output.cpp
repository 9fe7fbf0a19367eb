#include "cli/document_output.hpp"

#include <fmt/format.h>

#include "cli/details.hpp"
#include "cli/json_text.hpp"
#include "cli/relative_time.hpp"
#include "cli/table.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "docexport/model/field.hpp"

namespace docexport {

std::string shown_document_id(const std::string& id) {
  constexpr std::size_t uuid_length = 36;
  const bool is_uuid = id.size() == uuid_length && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-';
  return is_uuid ? short_id(id) : id;
}

nlohmann::ordered_json document_json(const Document& document) {
  return {
      {"id", document.id},
      {"name", document.name},
      {"media_type", document.media_type},
      {"document_type", json_or_null(document.document_type)},
      {"size", document.size},
      {"sha256", document.sha256},
      {"source", document.source_kind == SourceKind::file ? "file" : "copy"},
      {"source_path", document.source_path},
      {"fields", document.fields_json.empty() ? nlohmann::ordered_json() : parse_kept_json(document.fields_json)},
      {"owner", document.owner},
      {"added_at", format_rfc3339(document.added_at)},
  };
}

void print_document(const Document& document, Session& session) {
  switch (session.mode()) {
    case OutputMode::json:
      break;
    case OutputMode::jsonl:
      session.print_json_line(document_json(document));
      break;
    case OutputMode::ids:
      session.console().print(document.id + '\n');
      break;
    case OutputMode::text:
      session.console().print(
          tab_separated({document.id, document.name, document.media_type, document.document_type.value_or(""),
                         std::to_string(document.size), format_rfc3339(document.added_at), document.source_path}));
      break;
  }
}

std::string document_table(const std::vector<Document>& documents, Session& session) {
  const Timestamp now = session.now();
  Table table({{.title = "ID"},
               {.title = "NAME", .shrinks = true},
               {.title = "MEDIA TYPE"},
               {.title = "TYPE"},
               {.title = "SIZE", .align = Align::right},
               {.title = "ADDED"}});
  for (const Document& document : documents) {
    table.add_row({{.text = escape_controls(shown_document_id(document.id))},
                   {.text = escape_controls(document.name)},
                   {.text = escape_controls(document.media_type)},
                   {.text = document.document_type ? escape_controls(*document.document_type)
                                                   : std::string(session.symbol("–", "-"))},
                   {.text = format_size(document.size)},
                   {.text = relative_time(document.added_at, now)}});
  }
  return table.text(session.console().width(), session.palette(), session.symbol("…", "..."));
}

std::string document_details(const Document& document, Session& session) {
  Details details(session);
  details.add("document", document.id);
  details.add("name", document.name);
  details.add("media type", document.media_type);
  details.add("type", document.document_type);
  details.add("size", size_with_bytes(document.size));
  details.add("sha256", document.sha256);
  details.add(document.source_kind == SourceKind::file ? "file" : "copy", document.source_path);
  if (!document.fields_json.empty()) {
    details.add("fields", std::to_string(parse_fields(document.fields_json, "the catalog").size()));
  }
  details.add("owner", document.owner);
  details.add("added", document.added_at);
  return details.text();
}

}  // namespace docexport
