#include "catalog/query.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <limits>

#include "catalog/connection.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

Query::Query(Connection& connection, const std::string& sql)
    : connection_(connection), statement_(connection.prepared(sql)) {}

Query::~Query() {
  statement_.tryReset();
  try {
    statement_.clearBindings();
  } catch (const SQLite::Exception&) {
    // The statement is reset; values that stay bound are overwritten by its next use.
    return;
  }
}

Query& Query::bind(const char* name, std::string_view text) {
  connection_.checked([&] {
    // A null pointer would bind NULL: the empty text must stay a text.
    statement_.bind(name, is_valid_utf8(text) ? std::string(text) : to_valid_utf8(text));
  });
  return *this;
}

Query& Query::bind(const char* name, std::int64_t number) {
  connection_.checked([&] { statement_.bind(name, number); });
  return *this;
}

Query& Query::bind(const char* name, std::uint64_t number) {
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    throw Error(ErrorKind::internal, "the catalog cannot keep the number " + std::to_string(number));
  }
  return bind(name, static_cast<std::int64_t>(number));
}

Query& Query::bind(const char* name, std::nullopt_t) {
  connection_.checked([&] { statement_.bind(name); });
  return *this;
}

Query& Query::bind_path(const char* name, const std::string& path) {
  if (is_valid_utf8(path)) {
    return bind(name, path);
  }
  connection_.checked([&] { statement_.bind(name, path.data(), static_cast<int>(path.size())); });
  return *this;
}

bool Query::next() {
  return connection_.checked([&] { return statement_.executeStep(); });
}

int Query::run() {
  return connection_.checked([&] {
    const int changes = statement_.exec();
    statement_.reset();
    return changes;
  });
}

SQLite::Column Query::column(const char* name) const {
  return connection_.checked([&] { return statement_.getColumn(name); });
}

std::string Query::text(const char* column) const {
  return this->column(column).getString();
}

std::int64_t Query::integer(const char* column) const {
  return this->column(column).getInt64();
}

std::uint64_t Query::size(const char* column) const {
  return static_cast<std::uint64_t>(integer(column));
}

Timestamp Query::time(const char* column) const {
  return Timestamp(std::chrono::milliseconds(integer(column)));
}

std::optional<std::string> Query::optional_text(const char* column) const {
  return this->column(column).isNull() ? std::nullopt : std::optional(text(column));
}

std::optional<std::uint64_t> Query::optional_size(const char* column) const {
  return this->column(column).isNull() ? std::nullopt : std::optional(size(column));
}

std::optional<Timestamp> Query::optional_time(const char* column) const {
  return this->column(column).isNull() ? std::nullopt : std::optional(time(column));
}

std::vector<std::string> read_ids(Query& query) {
  std::vector<std::string> ids;
  while (query.next()) {
    ids.push_back(query.text("id"));
  }
  return ids;
}

}  // namespace docexport
