#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/base/time.hpp"

namespace SQLite {
class Column;
class Statement;
}  // namespace SQLite

namespace docexport {

class Connection;

/// One run of one statement. It is reset when the query goes, so that no lock outlives it. Text is made valid UTF-8 on
/// its way in. Failures are Error.
class Query {
 public:
  Query(Connection& connection, const std::string& sql);
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;
  ~Query();

  Query& bind(const char* name, std::string_view text);
  Query& bind(const char* name, std::int64_t number);
  Query& bind(const char* name, std::uint64_t number);
  Query& bind(const char* name, int number) { return bind(name, std::int64_t{number}); }
  Query& bind(const char* name, Timestamp time) { return bind(name, std::int64_t{time.time_since_epoch().count()}); }
  Query& bind(const char* name, std::nullopt_t);
  template <typename Value>
  Query& bind(const char* name, const std::optional<Value>& value) {
    return value ? bind(name, *value) : bind(name, std::nullopt);
  }
  /// A path: text, or a blob when its bytes are not UTF-8, so that it still names the file.
  Query& bind_path(const char* name, const std::string& path);

  /// Goes to the next row; false at the end.
  bool next();
  /// Runs a statement that changes rows and returns how many; afterwards it can be bound and run again.
  int run();

  [[nodiscard]] std::string text(const char* column) const;
  [[nodiscard]] std::int64_t integer(const char* column) const;
  [[nodiscard]] std::uint64_t size(const char* column) const;
  [[nodiscard]] Timestamp time(const char* column) const;
  [[nodiscard]] std::optional<std::string> optional_text(const char* column) const;
  [[nodiscard]] std::optional<std::uint64_t> optional_size(const char* column) const;
  [[nodiscard]] std::optional<Timestamp> optional_time(const char* column) const;

 private:
  [[nodiscard]] SQLite::Column column(const char* name) const;

  Connection& connection_;
  SQLite::Statement& statement_;
};

/// The column `id` of all rows.
std::vector<std::string> read_ids(Query& query);

}  // namespace docexport
