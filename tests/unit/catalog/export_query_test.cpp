#include "catalog/export_query.hpp"

#include <doctest/doctest.h>

#include <array>
#include <sstream>

#include "catalog/connection.hpp"
#include "catalog/query.hpp"
#include "catalog_fixture.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

using enum ExportStatus;

constexpr std::array all_sorts = {SortField::created, SortField::completed, SortField::expires,
                                  SortField::name,    SortField::size,      SortField::downloads};

std::string plan_of(Connection& connection, const ExportFilter& filter, const std::string& sql) {
  prepare_ids(connection, filter);
  Query query(connection, "EXPLAIN QUERY PLAN " + sql);
  bind_filter(query, filter);
  std::string plan;
  while (query.next()) {
    plan += query.text("detail") + "\n";
  }
  return plan;
}

bool contains(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

bool is_walk_over_indexes(const std::string& plan) {
  std::istringstream lines(plan);
  for (std::string line; std::getline(lines, line);) {
    const bool reads_table = contains(line, "SCAN exports") || contains(line, "SEARCH exports");
    if (reads_table && !contains(line, "USING INTEGER PRIMARY KEY") && !contains(line, "USING INDEX") &&
        !contains(line, "USING COVERING INDEX")) {
      return false;
    }
  }
  return contains(plan, "INDEX");
}

}  // namespace

TEST_CASE_FIXTURE(CatalogFixture, "the first page by any one selector walks an index and sorts nothing") {
  open();
  Connection connection(path(), "tester", clock());
  std::vector<ExportFilter> single(8, ExportFilter{.now = now()});
  single[1].format = ExportFormat::csv;
  single[2].type = ExportType::bulk_export;
  single[3].document_id = "d1";
  single[4].name_glob = "*.pdf";
  single[5].created_since = now();
  single[6].created_before = now();
  single[7].statuses = {pending, completed, deleted};
  for (const ExportStatus status : {pending, processing, completed, failed, deleted}) {
    single.push_back({.statuses = {status}, .now = now()});
  }
  for (const ExportFilter& filter : single) {
    for (const std::string& sql : {page_sql(filter, {}), ids_sql(filter)}) {
      const std::string plan = plan_of(connection, filter, sql);
      CAPTURE(sql);
      CAPTURE(plan);
      CHECK(is_walk_over_indexes(plan));
      CHECK_FALSE(contains(plan, "TEMP B-TREE"));
    }
  }
}

TEST_CASE_FIXTURE(CatalogFixture, "only what is past its time, and the ids one gave, are sorted") {
  open();
  Connection connection(path(), "tester", clock());
  const ExportFilter past{.statuses = {expired}, .now = now()};
  const std::string plan = plan_of(connection, past, page_sql(past, {}));
  CAPTURE(plan);
  CHECK(is_walk_over_indexes(plan));
  CHECK(contains(plan, "exports_due"));
  CHECK(contains(plan, "exports_by_status"));
  const ExportFilter ids{.ids = {"a", "b"}, .now = now()};
  CHECK(contains(plan_of(connection, ids, page_sql(ids, {})), "SEARCH exports USING INDEX exports_by_id (id=?)"));
}

TEST_CASE_FIXTURE(CatalogFixture, "every order walks its index") {
  open();
  Connection connection(path(), "tester", clock());
  const ExportFilter all{.now = now()};
  for (const SortField sort : all_sorts) {
    for (const SortOrder order : {SortOrder::ascending, SortOrder::descending}) {
      const std::string plan = plan_of(connection, all, page_sql(all, {.sort = sort, .order = order}));
      CAPTURE(plan);
      CHECK(is_walk_over_indexes(plan));
      CHECK_FALSE(contains(plan, "TEMP B-TREE"));
    }
  }
}

TEST_CASE_FIXTURE(CatalogFixture, "counts read indexes alone") {
  open();
  Connection connection(path(), "tester", clock());
  std::vector<ExportFilter> counted(4, ExportFilter{.now = now()});
  counted[0].document_id = "d1";
  counted[1].name_glob = "*.pdf";
  counted[2].created_since = now();
  counted[3].created_before = now();
  counted[3].statuses = {completed};
  for (const ExportFilter& filter : counted) {
    const std::string plan = plan_of(connection, filter, count_sql(filter));
    CAPTURE(plan);
    CHECK(contains(plan, "USING COVERING INDEX"));
  }
  const ExportFilter csv{.format = ExportFormat::csv, .type = ExportType::bulk_export, .now = now()};
  Query query(connection, "EXPLAIN QUERY PLAN " + count_due_sql(csv));
  REQUIRE(query.next());
  CHECK(contains(query.text("detail"), "SEARCH exports USING COVERING INDEX exports_due (expires_at"));
}
