#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "docexport/base/time.hpp"

namespace docexport {

/// A line of the audit trail that is about to be written. The export's document is filled in.
struct NewEvent {
  std::string_view event{};
  std::optional<std::string> export_id{};
  std::optional<std::string> document_id{};
  nlohmann::json detail = nlohmann::json::object();
};

/// The open database with its settings (reliability.md 2.1), who works on it, and the clock. The file exists before.
class Connection {
 public:
  Connection(const std::filesystem::path& path, std::string actor, Clock clock);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] Timestamp now() const { return clock_(); }
  /// The time that was given; now when it was left at its default.
  [[nodiscard]] Timestamp now_unless(Timestamp given) const { return given == Timestamp{} ? now() : given; }
  [[nodiscard]] SQLite::Database& database() { return database_; }

  /// The statement, prepared once; use it through Query.
  SQLite::Statement& prepared(const std::string& sql);
  /// Runs statements that have no parameters.
  void execute(const char* sql);
  /// Writes the event; the caller's transaction makes it one with what it tells.
  void append_event(const NewEvent& event);

  /// Calls `use` and turns what SQLite throws into Error.
  template <typename Use>
  auto checked(Use use) -> decltype(use()) {
    check_usable();
    try {
      return use();
    } catch (const SQLite::Exception& exception) {
      fail(exception);
    }
  }
  [[noreturn]] void fail(const SQLite::Exception& exception);

 private:
  void configure();
  /// Throws when the file ends within a page, which SQLite would read as zeros.
  void check_whole_pages();
  [[nodiscard]] int system_error_number() const;
  /// Throws when a sync failed before: what is in memory is no longer what is on the disk.
  void check_usable() const;

  std::filesystem::path path_;
  std::string actor_;
  Clock clock_;
  SQLite::Database database_;
  std::unordered_map<std::string, SQLite::Statement> statements_;  // goes before the database
  bool sync_failed_ = false;
};

/// A transaction that has the write lock from its beginning; rolled back unless committed. One inside another is a part
/// of it: committed or rolled back with the outer one.
class WriteTransaction {
 public:
  explicit WriteTransaction(Connection& connection);
  void commit();

 private:
  Connection& connection_;
  std::optional<SQLite::Transaction> transaction_{};  // absent within another one
};

}  // namespace docexport
