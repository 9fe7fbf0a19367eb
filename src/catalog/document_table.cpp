#include "docexport/catalog/document_table.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "catalog/connection.hpp"
#include "catalog/query.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/random.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::string_view document_columns =
    "id, name, media_type, document_type, size, sha256, source_kind, source, fields, owner, added_at";

constexpr const char* insert_document_sql = R"sql(
INSERT INTO documents (id, name, media_type, document_type, size, sha256, source_kind, source, fields, owner, added_at)
VALUES (:id, :name, :media_type, :document_type, :size, :sha256, :source_kind, :source, :fields, :owner, :added_at)
)sql";

constexpr const char* update_document_sql = R"sql(
UPDATE documents
SET name = :name, media_type = :media_type, document_type = :document_type, source_kind = :source_kind,
    source = :source, fields = :fields
WHERE id = :id
)sql";

std::string_view to_string(SourceKind kind) {
  switch (kind) {
    case SourceKind::file:
      return "file";
    case SourceKind::copy:
      return "copy";
  }
  return "file";
}

std::optional<std::string> null_if_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

Document read_document(const Query& query) {
  return {.id = query.text("id"),
          .name = query.text("name"),
          .media_type = query.text("media_type"),
          .document_type = query.optional_text("document_type"),
          .size = query.size("size"),
          .sha256 = query.text("sha256"),
          .source_kind = query.text("source_kind") == "copy" ? SourceKind::copy : SourceKind::file,
          .source_path = query.text("source"),
          .fields_json = query.optional_text("fields").value_or(""),
          .owner = query.text("owner"),
          .added_at = query.time("added_at")};
}

std::optional<Document> read_first_document(Query& query) {
  return query.next() ? std::optional(read_document(query)) : std::nullopt;
}

void bind_changeable(Query& query, const Document& document) {
  query.bind(":id", document.id)
      .bind(":name", document.name)
      .bind(":media_type", document.media_type)
      .bind(":document_type", document.document_type)
      .bind(":source_kind", to_string(document.source_kind))
      .bind_path(":source", document.source_path)
      .bind(":fields", null_if_empty(document.fields_json));
}

// The oldest, if several have the content and the name.
std::optional<Document> find_by_content(Connection& connection, const Document& document) {
  Query query(connection,
              fmt::format("SELECT {} FROM documents WHERE sha256 = :sha256 AND name = :name ORDER BY sequence LIMIT 1",
                          document_columns));
  query.bind(":sha256", document.sha256).bind(":name", document.name);
  return read_first_document(query);
}

/// What is given and differs, taken over into `known`; returns what changed: {"name": {"old": …, "new": …}}.
nlohmann::json update_from(const Document& given, Document& known) {
  nlohmann::json changes = nlohmann::json::object();
  const auto take = [&changes](const char* name, const std::string& new_value, std::string& value) {
    if (!new_value.empty() && new_value != value) {
      changes[name] = {{"old", value}, {"new", new_value}};
      value = new_value;
    }
  };
  take("name", to_valid_utf8(given.name), known.name);
  take("media_type", given.media_type, known.media_type);
  std::string document_type = known.document_type.value_or("");
  take("document_type", to_valid_utf8(given.document_type.value_or("")), document_type);
  known.document_type = null_if_empty(document_type);
  const bool replaces_copy = known.source_kind == SourceKind::copy && given.source_kind == SourceKind::file;
  if (!replaces_copy && !given.source_path.empty()) {
    take("source", given.source_path, known.source_path);
    known.source_kind = given.source_kind;
  }
  if (!given.fields_json.empty() && given.fields_json != known.fields_json) {
    changes["fields"] = "replaced";
    known.fields_json = given.fields_json;
  }
  return changes;
}

}  // namespace

AddedDocument DocumentTable::add(const Document& document) {
  WriteTransaction transaction(connection_);
  std::optional<Document> known = document.id.empty() ? find_by_content(connection_, document) : find(document.id);
  if (known && known->sha256 != document.sha256) {
    throw Error(ErrorKind::conflict,
                fmt::format("the document id {} already stands for another content ({}); give another id, or remove "
                            "that document first",
                            document.id, known->name));
  }
  AddedDocument result;
  if (!known) {
    result.document = insert(document);
  } else {
    result.outcome = update(document, *known) ? AddOutcome::updated : AddOutcome::already_there;
    result.document = *known;
  }
  transaction.commit();
  return result;
}

Document DocumentTable::insert(const Document& document) {
  Document added = document;
  added.id = document.id.empty() ? random_uuid() : document.id;
  added.added_at = connection_.now_unless(document.added_at);
  {
    Query query(connection_, insert_document_sql);
    bind_changeable(query, added);
    query.bind(":size", added.size)
        .bind(":sha256", added.sha256)
        .bind(":owner", added.owner)
        .bind(":added_at", added.added_at)
        .run();
  }
  connection_.append_event({.event = "document_added",
                            .document_id = added.id,
                            .detail = {{"name", added.name}, {"bytes", added.size}, {"sha256", added.sha256}}});
  return find(added.id).value();
}

bool DocumentTable::update(const Document& given, Document& known) {
  const nlohmann::json changes = update_from(given, known);
  if (changes.empty()) {
    return false;
  }
  {
    Query query(connection_, update_document_sql);
    bind_changeable(query, known);
    query.run();
  }
  connection_.append_event({.event = "document_updated", .document_id = known.id, .detail = changes});
  return true;
}

std::optional<Document> DocumentTable::find_same(const std::string& sha256, const std::string& name) {
  return find_by_content(connection_, {.name = name, .sha256 = sha256});
}

std::optional<Document> DocumentTable::find(const std::string& id) {
  Query query(connection_, fmt::format("SELECT {} FROM documents WHERE id = :id", document_columns));
  query.bind(":id", id);
  return read_first_document(query);
}

std::vector<std::string> DocumentTable::ids_with_prefix(const std::string& prefix, std::size_t limit) {
  Query query(
      connection_,
      "SELECT id FROM documents WHERE id >= :prefix AND id <= :prefix || char(1114111) ORDER BY id LIMIT :limit");
  query.bind(":prefix", prefix).bind(":limit", std::uint64_t{limit});
  return read_ids(query);
}

std::vector<Document> DocumentTable::list(std::uint64_t offset, std::uint64_t limit) {
  Query query(connection_,
              fmt::format("SELECT {} FROM documents ORDER BY added_at DESC, sequence DESC LIMIT :limit OFFSET :offset",
                          document_columns));
  query.bind(":limit", limit).bind(":offset", offset);
  std::vector<Document> documents;
  while (query.next()) {
    documents.push_back(read_document(query));
  }
  return documents;
}

std::vector<std::string> DocumentTable::all_ids() {
  Query query(connection_, "SELECT id FROM documents ORDER BY added_at, sequence");
  return read_ids(query);
}

std::uint64_t DocumentTable::count() {
  Query query(connection_, "SELECT count(*) AS total FROM documents");
  query.next();
  return query.size("total");
}

std::uint64_t DocumentTable::live_export_count(const std::string& id) {
  Query query(connection_,
              "SELECT count(*) AS total FROM exports WHERE (document_id = :id OR (type = 'bulk_export' AND EXISTS "
              "(SELECT 1 FROM json_each(options, '$.documents') WHERE json_extract(value, '$.id') = :id))) AND "
              "(status IN ('pending', 'processing') OR "
              "(status = 'completed' AND (pinned = 1 OR expires_at IS NULL OR expires_at > :now)))");
  query.bind(":id", id).bind(":now", connection_.now());
  query.next();
  return query.size("total");
}

bool DocumentTable::is_source_shared(const std::string& id, const std::string& source_path) {
  Query query(connection_, "SELECT 1 FROM documents WHERE source = :source AND id <> :id LIMIT 1");
  query.bind_path(":source", source_path).bind(":id", id);
  return query.next();
}

Document DocumentTable::remove(const std::string& id) {
  WriteTransaction transaction(connection_);
  const std::optional<Document> document = find(id);
  if (!document) {
    throw Error(ErrorKind::not_found, fmt::format("no document has the id {}; see: docexport documents", id));
  }
  const std::uint64_t live_exports = live_export_count(id);
  if (live_exports != 0) {
    throw Error(ErrorKind::refused,
                fmt::format("document {} has {} live export{}; delete {} first: docexport delete", id, live_exports,
                            live_exports == 1 ? "" : "s", live_exports == 1 ? "it" : "them"));
  }
  Query(connection_, "DELETE FROM documents WHERE id = :id").bind(":id", id).run();
  connection_.append_event({.event = "document_removed",
                            .document_id = id,
                            .detail = {{"name", document->name}, {"sha256", document->sha256}}});
  transaction.commit();
  return *document;
}

}  // namespace docexport
