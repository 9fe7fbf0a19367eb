// Not a test: measure_catalog FOLDER makes a catalog of a thousand and one of a million exports there (once), and
// prints how long opening it and its first page take.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include "catalog/connection.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_table.hpp"

using namespace docexport;

namespace {

constexpr const char* fill_sql = R"sql(
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count)
INSERT INTO exports (id, document_id, name, description, status, type, format, options, file_name, store, endpoint,
                     object_key, file_size, sha256, records_count, owner, created_at, updated_at, completed_at,
                     expires_at, error_class)
SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' ||
             substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
       'document-' || (n % 1000), 'document_export_' || (n % 1000), 'JSON export of report.pdf',
       CASE WHEN n % 10 = 0 THEN 'failed' WHEN n % 10 = 1 THEN 'expired' ELSE 'completed' END, 'document_export',
       CASE n % 3 WHEN 0 THEN 'json' WHEN 1 THEN 'csv' ELSE 'md' END, '{}', 'report.json', 's3://bucket/prefix', '',
       'prefix/catalog/export/1-nonce/report.json', n, hex(randomblob(32)), 3, 'ann', n * 1000, n * 1000, n * 1000 + 500,
       n * 1000 + 1000000000, CASE WHEN n % 10 = 0 THEN 'transient' END
FROM numbers
)sql";

void fill(const std::filesystem::path& path, std::int64_t count) {
  Catalog::open(path, CatalogMode::create, "measure", system_now);
  Connection connection(path, "measure", system_now);
  WriteTransaction transaction(connection);
  SQLite::Statement& insert = connection.prepared(fill_sql);
  insert.bind(":count", count);
  insert.exec();
  insert.reset();
  transaction.commit();
}

/// The median of some runs, in milliseconds.
template <typename Work>
double milliseconds_of(Work work) {
  constexpr int runs = 21;
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return times[runs / 2];
}

void measure(const std::filesystem::path& path, std::int64_t count) {
  // The newest nine tenths are alive.
  const Timestamp now{std::chrono::milliseconds(count * 100 + 1'000'000'000)};
  const auto open = [&path] { return Catalog::open(path, CatalogMode::if_present, "measure", system_now).value(); };
  const auto print = [&](const char* name, const ExportFilter& filter, const PageRequest& request = {}) {
    std::uint64_t total = 0;
    const double time = milliseconds_of([&] { total = open().exports().page(filter, request).total; });
    fmt::print("{:>9} rows  {:<28} {:8.2f} ms  total {}\n", count, name, time, total);
  };
  fmt::print("{:>9} rows  {:<28} {:8.2f} ms\n", count, "open", milliseconds_of([&] { open(); }));
  print("open + list", {.now = now});
  print("open + list, page 50", {.now = now}, {.page = 50});
  print("open + list --status failed", {.statuses = {ExportStatus::failed}, .now = now});
  print("open + --status completed", {.statuses = {ExportStatus::completed}, .now = now});
  print("open + --status expired", {.statuses = {ExportStatus::expired}, .now = now});
  print("open + --format csv", {.format = ExportFormat::csv, .now = now});
  print("open + --type", {.type = ExportType::document_export, .now = now});
  print("open + --document", {.document_id = "document-7", .now = now});
  print("open + --name GLOB", {.name_glob = "*_77", .now = now});
  print("open + --since half", {.created_since = Timestamp(std::chrono::milliseconds(count * 500)), .now = now});
  print("open + --sort size", {.now = now}, {.sort = SortField::size});
  print("open + --sort expires, asc", {.now = now}, {.sort = SortField::expires, .order = SortOrder::ascending});
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    fmt::print("usage: measure_catalog FOLDER\n");
    return 2;
  }
  for (const std::int64_t rows : {1'000, 1'000'000}) {
    const std::filesystem::path path = std::filesystem::path(arguments[1]) / fmt::format("exports-{}.db", rows);
    if (!std::filesystem::exists(path)) {
      fill(path, rows);
    }
    measure(path, rows);
  }
  return 0;
}
