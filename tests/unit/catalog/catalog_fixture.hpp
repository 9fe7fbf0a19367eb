#pragma once

#include <SQLiteCpp/SQLiteCpp.h>
#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <exception>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/random.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/catalog/event_table.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"
#include "support/temporary_directory.hpp"

namespace docexport::test {

inline Timestamp at_second(std::int64_t seconds) {
  return Timestamp(std::chrono::seconds(seconds));
}

inline constexpr std::int64_t first_second = 1'700'000'000;
inline const std::string some_sha256(64, 'a');

/// A catalog in a folder of its own, with a clock that stands still until the test moves it.
class CatalogFixture {
 public:
  CatalogFixture() = default;

  [[nodiscard]] std::filesystem::path path() const { return directory_.path() / "data" / "exports.db"; }
  [[nodiscard]] Clock clock() const {
    return [now = now_] { return *now; };
  }
  [[nodiscard]] Timestamp now() const { return *now_; }
  void set_now(Timestamp time) { *now_ = time; }

  Catalog open(CatalogMode mode = CatalogMode::create) const {
    return Catalog::open(path(), mode, "tester", clock()).value();
  }

 private:
  TemporaryDirectory directory_;
  std::shared_ptr<Timestamp> now_ = std::make_shared<Timestamp>(at_second(first_second));
};

inline Document make_document(const std::string& name) {
  return {.name = name,
          .media_type = "text/plain",
          .size = 12,
          .sha256 = some_sha256,
          .source_path = "/home/tester/" + name,
          .owner = "tester"};
}

/// A row as the caller hands it in; of no document, so that none has to be added.
inline Export make_bundle(const std::string& name) {
  return {.id = random_uuid(),
          .name = name,
          .description = "JSON export of " + name,
          .type = ExportType::bulk_export,
          .file_name = name + ".json",
          .store = "file:///objects",
          .object_key = "key",
          .owner = "tester"};
}

inline Export make_export(const std::string& document_id) {
  Export row = make_bundle("document_export_" + document_id);
  row.type = ExportType::document_export;
  row.document_id = document_id;
  return row;
}

inline Attempt make_attempt() {
  return {.nonce = random_hexadecimal(8), .object_key = "prefix/1/out.json", .host = "here", .process_id = 42};
}

inline const RenderedFile some_file = {
    .size = 1024, .sha256 = some_sha256, .records_count = 3, .stats_json = R"({"pages":2})"};
inline const AttemptFailure some_failure = {.error_class = ErrorClass::transient, .message = "503 from the store"};

inline std::string accept_bundle(Catalog& catalog, const std::string& name = "bundle") {
  const Export row = make_bundle(name);
  catalog.life().accept({&row, 1});
  return row.id;
}

inline AttemptRef begin(Catalog& catalog, const std::string& id) {
  const Attempt attempt = make_attempt();
  const Export row = catalog.life().begin_attempt(id, attempt).value();
  return {.export_id = id, .number = row.attempts, .nonce = attempt.nonce};
}

inline AttemptRef begin_rendered(Catalog& catalog, const std::string& id) {
  const AttemptRef attempt = begin(catalog, id);
  catalog.life().record_rendered(attempt, some_file);
  return attempt;
}

inline void complete(Catalog& catalog, const std::string& id) {
  catalog.life().complete(begin_rendered(catalog, id), "etag", ExportLife::Completion::own);
}

/// The names of all events, oldest first.
inline std::vector<std::string> event_names(Catalog& catalog, const EventFilter& filter = {}) {
  std::vector<std::string> names;
  for (const Event& event : catalog.events().list(filter)) {
    names.push_back(event.event);
  }
  return names;
}

/// The counts that triggers keep are those of counting.
inline void check_counts(const std::filesystem::path& path) {
  SQLite::Database database(path.string());
  CHECK(database
            .execAndGet("SELECT count(*) FROM (SELECT status, format, type, count FROM export_counts WHERE count <> 0 "
                        "EXCEPT SELECT status, format, type, count(*) FROM exports GROUP BY 1, 2, 3)")
            .getInt() == 0);
  CHECK(
      database.execAndGet("SELECT (SELECT sum(count) FROM export_counts) = (SELECT count(*) FROM exports)").getInt() ==
      1);
}

/// The kind of the Error that `act` throws; nullopt when it throws none.
template <typename Act>
std::optional<ErrorKind> kind_thrown_by(Act act) {
  try {
    act();
  } catch (const Error& error) {
    return error.kind();
  }
  return std::nullopt;
}

/// Starts a process that does the work and ends with 0, or with 1 when it throws.
template <typename Work>
pid_t start_process(Work work) {
  const pid_t process = ::fork();
  if (process != 0) {
    return process;
  }
  try {
    work();
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    ::_exit(1);
  }
  ::_exit(0);
}

inline int exit_code_of(pid_t process) {
  int status = 0;
  ::waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace docexport::test
