#include "docexport/catalog/catalog.hpp"

#include <sqlite3.h>

#include <utility>

#include "catalog/catalog_file.hpp"
#include "catalog/connection.hpp"
#include "catalog/query.hpp"
#include "catalog/schema.hpp"
#include "catalog/sqlite_error.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/catalog/event_table.hpp"
#include "docexport/catalog/export_life.hpp"
#include "docexport/catalog/export_table.hpp"

namespace docexport {
namespace {

std::string read_id(Connection& connection) {
  Query query(connection, "SELECT value FROM properties WHERE name = 'catalog_id'");
  if (!query.next()) {
    throw damaged_catalog(connection.path(), "it has lost its own id");
  }
  return query.text("value");
}

}  // namespace

struct Catalog::State {
  State(const std::filesystem::path& path, const std::string& actor, Clock clock)
      : connection(path, actor, std::move(clock)) {
    migrate(connection, migrations());
    id = read_id(connection);
  }

  Connection connection;
  std::string id{};
  DocumentTable documents{connection};
  ExportTable exports{connection};
  ExportLife life{connection};
  EventTable events{connection};
};

std::optional<Catalog> Catalog::open(const std::filesystem::path& path, CatalogMode mode, const std::string& actor,
                                     Clock clock) {
  if (!is_catalog_file_present(path)) {
    if (mode == CatalogMode::if_present) {
      return std::nullopt;
    }
    create_catalog_file(path);
    is_catalog_file_present(path);
  }
  return Catalog(std::make_unique<State>(path, actor, std::move(clock)));
}

Catalog::Catalog(std::unique_ptr<State> state) : state_(std::move(state)) {}
Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

const std::string& Catalog::id() const {
  return state_->id;
}
const std::filesystem::path& Catalog::path() const {
  return state_->connection.path();
}

void Catalog::together(const std::function<void()>& changes) {
  WriteTransaction transaction(state_->connection);
  changes();
  transaction.commit();
}

DocumentTable& Catalog::documents() {
  return state_->documents;
}
ExportTable& Catalog::exports() {
  return state_->exports;
}
ExportLife& Catalog::life() {
  return state_->life;
}
EventTable& Catalog::events() {
  return state_->events;
}

std::string sqlite_version() {
  return sqlite3_libversion();
}

}  // namespace docexport
