#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "docexport/app/services.hpp"
#include "docexport/base/digest.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/random.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "docexport/catalog/liveness_lock.hpp"
#include "docexport/storage/object_store.hpp"
#include "support/temporary_directory.hpp"

namespace docexport::test {

/// A catalog and a local store in a folder of their own, a clock that the test moves, and exports made without the
/// helper.
class AppFixture {
 public:
  AppFixture() { restart(); }

  /// A new process, as far as the services can tell: nothing is open, nothing is held.
  void restart() {
    services_.reset();
    Settings settings;
    settings.data_folder = folder.path() / "data";
    settings.database = settings.data_folder / "exports.db";
    settings.store = "file://" + (folder.path() / "objects").string();
    settings.actor = "tester";
    settings.clock = [this] { return now; };
    services_ = std::make_unique<Services>(settings);
  }

  Services& services() { return *services_; }

  Document add_document(const std::string& id = "doc-1") {
    Document document{
        .id = id, .name = id + ".md", .media_type = "text/markdown", .size = 1, .sha256 = std::string(64, 'a')};
    document.sha256.replace(0, std::min<std::size_t>(id.size(), 60), id.size(), 'b');
    document.source_path = "/nowhere/" + id;
    document.owner = "tester";
    document.added_at = now;
    return services().catalog().documents().add(document).document;
  }

  Export accept(const std::string& document_id = "doc-1") {
    if (!services().catalog().documents().find(document_id)) {
      add_document(document_id);
    }
    Export row;
    row.id = random_uuid();
    row.document_id = document_id;
    row.name = "document_export_" + document_id;
    row.description = "JSON export";
    row.file_name = document_id + ".json";
    row.store = services().settings().store;
    row.owner = "tester";
    row.created_at = row.updated_at = now;
    row.expires_at = now + std::chrono::days(30);
    services().catalog().life().accept(std::span(&row, 1));
    return row;
  }

  AttemptRef begin(const Export& row) {
    Attempt attempt{.export_id = row.id, .number = row.attempts + 1, .nonce = random_hexadecimal(8)};
    attempt.object_key = services().catalog().id() + "/" + row.id + "/" + attempt.nonce + "/" + row.file_name;
    attempt.host = "testhost";
    attempt.process_id = 4242;
    REQUIRE(services().catalog().life().begin_attempt(row.id, attempt));
    return {.export_id = row.id, .number = attempt.number, .nonce = attempt.nonce};
  }

  void record_rendered(const AttemptRef& attempt, const std::string& content) {
    REQUIRE(services().catalog().life().record_rendered(
        attempt, {.size = content.size(), .sha256 = hexadecimal(sha256(content)), .records_count = 1}));
  }

  /// Stores `content` under the current attempt's key.
  std::string store_object(const std::string& export_id, const std::string& content) {
    const auto attempt = services().catalog().life().current_attempt(export_id);
    const FileDescriptor file = open_unnamed_file(folder.path());
    write_all(file.get(), content, "test");
    return services().store().put({.key = attempt.value().object_key,
                                   .descriptor = file.get(),
                                   .size = content.size(),
                                   .sha256 = hexadecimal(sha256(content)),
                                   .content_type = "application/json",
                                   .file_name = "x.json"});
  }

  Export complete(const std::string& content = "{}\n", const std::string& document_id = "doc-1") {
    const Export row = accept(document_id);
    const AttemptRef attempt = begin(row);
    record_rendered(attempt, content);
    const std::string etag = store_object(row.id, content);
    REQUIRE(services().catalog().life().complete(attempt, etag, ExportLife::Completion::own));
    return find(row.id);
  }

  Export find(const std::string& id) { return services().catalog().exports().find(id).value(); }

  std::filesystem::path object_path(const Export& row) { return folder.path() / "objects" / row.object_key; }

  TemporaryDirectory folder;
  Timestamp now = parse_rfc3339("2026-03-01T12:00:00Z").value();

 private:
  std::unique_ptr<Services> services_;
};

/// The kind of Error that `call` throws; nullopt if it throws none.
template <typename Call>
std::optional<ErrorKind> kind_of_error(Call call) {
  try {
    call();
  } catch (const Error& error) {
    return error.kind();
  }
  return std::nullopt;
}

inline std::string content_of(const std::filesystem::path& path) {
  return read_file(path, 1 << 20);
}

inline void write_text(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path) << text;
}

}  // namespace docexport::test
