#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "catalog/connection.hpp"
#include "catalog/export_query.hpp"
#include "catalog/query.hpp"
#include "catalog_fixture.hpp"
#include "docexport/base/text.hpp"

using namespace docexport;
using namespace docexport::test;

namespace {

using enum ExportStatus;

constexpr std::array all_statuses = {pending, processing, completed, failed, expired, deleted};
constexpr std::array all_sorts = {SortField::created, SortField::completed, SortField::expires,
                                  SortField::name,    SortField::size,      SortField::downloads};

constexpr const char* insert_sql = R"sql(
INSERT INTO exports (id, document_id, name, description, status, type, format, options, file_name, store, endpoint,
                     object_key, file_size, sha256, download_count, pinned, error_class, owner, created_at, updated_at,
                     completed_at, expires_at)
VALUES (:id, :document_id, :name, '', :status, :type, :format, :options, '', '', '', '', :file_size, '', :download_count,
        :pinned, 'internal', '', :created_at, :created_at, :completed_at, :expires_at)
)sql";

/// A catalog of some hundred exports that differ in everything a filter looks at.
class ManyExports : public CatalogFixture {
 public:
  ManyExports() : catalog(open()) {
    Connection connection(path(), "tester", clock());
    WriteTransaction transaction(connection);
    for (int count = 0; count < 300; ++count) {
      rows.push_back(random_row());
      insert(connection, rows.back());
    }
    transaction.commit();
  }

  Catalog catalog;
  std::vector<Export> rows{};  // in the order of arrival

 private:
  Export random_row() {
    Export row{.id = random_uuid()};
    row.type = pick(4) == 0 ? ExportType::bulk_export : ExportType::document_export;
    if (row.type == ExportType::document_export) {
      row.document_id = "d" + std::to_string(pick(3));
    } else {
      row.options_json = R"({"documents":[{"name":"refused, with \"id\":\"d1\""},{"id":"d)" + std::to_string(pick(3)) +
                         R"(","name":"in \"d1\""},{"id":"d11","name":"d1"}]})";
    }
    row.name = "report-" + std::to_string(pick(12)) + (pick(2) == 0 ? ".pdf" : ".txt");
    row.status = all_statuses.at(pick(all_statuses.size()));
    row.format = all_export_formats.at(pick(all_export_formats.size()));
    row.created_at = at_second(first_second - 100 + number(40));
    row.pinned = pick(8) == 0;
    row.download_count = pick(3);
    if (row.status == completed || row.status == expired || row.status == deleted) {
      row.file_size = pick(7);
      row.completed_at = row.created_at + std::chrono::milliseconds(number(3));
    }
    if (pick(3) != 0) {
      row.expires_at = at_second(first_second - 10 + number(20));
    }
    return row;
  }

  static void insert(Connection& connection, const Export& row) {
    Query(connection, insert_sql)
        .bind(":id", row.id)
        .bind(":document_id", row.document_id)
        .bind(":name", row.name)
        .bind(":status", to_string(row.status))
        .bind(":type", to_string(row.type))
        .bind(":format", to_string(row.format))
        .bind(":options", row.options_json)
        .bind(":file_size", row.file_size)
        .bind(":download_count", row.download_count)
        .bind(":pinned", row.pinned)
        .bind(":created_at", row.created_at)
        .bind(":completed_at", row.completed_at)
        .bind(":expires_at", row.expires_at)
        .run();
  }

  std::size_t pick(std::size_t count) { return random_() % count; }
  std::int64_t number(std::size_t count) { return static_cast<std::int64_t>(pick(count)); }

  std::mt19937 random_{11};  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same rows in every run
};

bool is_of_document(const Export& row, const std::string& id) {
  return row.document_id == id || row.options_json.find(R"({"id":")" + id + '"') != std::string::npos;
}

bool matches(const Export& row, const ExportFilter& filter) {
  const auto is_one_of = [](const auto& values, const auto& value) {
    return values.empty() || std::ranges::find(values, value) != values.end();
  };
  return is_one_of(filter.ids, row.id) && is_one_of(filter.statuses, effective_status(row, filter.now)) &&
         (!filter.format || row.format == *filter.format) && (!filter.type || row.type == *filter.type) &&
         (!filter.document_id || is_of_document(row, *filter.document_id)) &&
         (!filter.name_glob || matches_glob(*filter.name_glob, row.name)) &&
         (!filter.created_since || row.created_at >= *filter.created_since) &&
         (!filter.created_before || row.created_at < *filter.created_before);
}

template <typename Value>
int compare_values(const Value& left, const Value& right) {
  return left < right ? -1 : (right < left ? 1 : 0);
}

/// Absent values come last in either order.
template <typename Value>
int compare_optional(const std::optional<Value>& left, const std::optional<Value>& right, SortOrder order) {
  if (left.has_value() != right.has_value()) {
    const int absent_last = left ? -1 : 1;
    return order == SortOrder::ascending ? absent_last : -absent_last;
  }
  return left ? compare_values(*left, *right) : 0;
}

int compare(const Export& left, const Export& right, const PageRequest& request) {
  switch (request.sort) {
    case SortField::created:
      return compare_values(left.created_at, right.created_at);
    case SortField::completed:
      return compare_optional(left.completed_at, right.completed_at, request.order);
    case SortField::expires:
      return compare_optional(left.expires_at, right.expires_at, request.order);
    case SortField::name:
      return compare_values(left.name, right.name);
    case SortField::size:
      return compare_optional(left.file_size, right.file_size, request.order);
    case SortField::downloads:
      return compare_values(left.download_count, right.download_count);
  }
  return 0;
}

std::vector<std::string> expected_ids(const std::vector<Export>& rows, const ExportFilter& filter,
                                      const PageRequest& request) {
  std::vector<Export> matching;
  std::ranges::copy_if(rows, std::back_inserter(matching), [&](const Export& row) { return matches(row, filter); });
  const bool is_descending = request.order == SortOrder::descending;
  if (is_descending) {
    std::ranges::reverse(matching);
  }
  std::ranges::stable_sort(matching, [&](const Export& left, const Export& right) {
    const int order = compare(left, right, request);
    return is_descending ? order > 0 : order < 0;
  });
  std::vector<std::string> ids;
  for (const Export& row : matching) {
    ids.push_back(row.id);
  }
  return ids;
}

/// All pages of the filter, one after the other; each says the same total.
std::vector<std::string> ids_of_pages(Catalog& catalog, const ExportFilter& filter, PageRequest request,
                                      std::uint64_t total) {
  std::vector<std::string> ids;
  for (request.page = 1;; ++request.page) {
    const ExportPage page = catalog.exports().page(filter, request);
    CHECK(page.total == total);
    if (page.exports.empty()) {
      return ids;
    }
    for (const Export& row : page.exports) {
      ids.push_back(row.id);
    }
  }
}

std::vector<ExportFilter> filters(const std::vector<Export>& rows, Timestamp now) {
  const std::vector<std::vector<ExportStatus>> statuses = {
      {}, {pending}, {completed}, {expired}, {failed, deleted}, {completed, expired}, {expired, pending, processing}};
  std::vector<ExportFilter> all;
  for (const auto& wanted : statuses) {
    const ExportFilter base{.statuses = wanted, .now = now};
    const auto add = [&all, &base](auto change) {
      all.push_back(base);
      change(all.back());
    };
    add([](ExportFilter&) {});
    add([](ExportFilter& filter) { filter.format = ExportFormat::csv; });
    add([](ExportFilter& filter) { filter.type = ExportType::bulk_export; });
    add([](ExportFilter& filter) {
      filter.format = ExportFormat::json;
      filter.type = ExportType::document_export;
    });
    add([](ExportFilter& filter) { filter.document_id = "d1"; });
    add([](ExportFilter& filter) {
      filter.document_id = "d2";
      filter.type = ExportType::bulk_export;
    });
    add([&rows](ExportFilter& filter) {
      filter.document_id = "d0";
      filter.ids = {rows[3].id, rows[50].id, rows[120].id, rows[121].id, rows[122].id};
    });
    add([](ExportFilter& filter) { filter.name_glob = "*-[1-3]?.pdf"; });
    add([](ExportFilter& filter) { filter.created_since = at_second(first_second - 80); });
    add([](ExportFilter& filter) {
      filter.created_since = at_second(first_second - 90);
      filter.created_before = at_second(first_second - 70);
      filter.format = ExportFormat::md;
    });
    add([&rows](ExportFilter& filter) {
      filter.ids = {rows[3].id, rows[50].id, rows[120].id, rows[3].id, "no such id"};
    });
  }
  return all;
}

}  // namespace

TEST_CASE_FIXTURE(ManyExports, "pages and totals are those of a plain filter over all rows") {
  for (const ExportFilter& filter : filters(rows, now())) {
    for (const SortField sort : all_sorts) {
      for (const SortOrder order : {SortOrder::ascending, SortOrder::descending}) {
        const PageRequest request{.limit = 37, .sort = sort, .order = order};
        const std::vector<std::string> expected = expected_ids(rows, filter, request);
        CAPTURE(page_sql(filter, request));
        CHECK(ids_of_pages(catalog, filter, request, expected.size()) == expected);
      }
    }
    const PageRequest oldest_first{.order = SortOrder::ascending};
    CHECK(catalog.exports().matching_ids(filter) == expected_ids(rows, filter, oldest_first));
  }
}

TEST_CASE_FIXTURE(ManyExports, "what passes its time moves from completed to expired at once") {
  const auto total = [&](ExportStatus status, Timestamp time) {
    return catalog.exports().page({.statuses = {status}, .now = time}, {}).total;
  };
  const std::uint64_t all = total(completed, now()) + total(expired, now());
  CHECK(total(completed, at_second(0)) > total(completed, at_second(first_second + 1000)));
  for (const std::int64_t second : {0, 5, 10, 1000}) {
    CHECK(total(completed, at_second(first_second + second)) + total(expired, at_second(first_second + second)) == all);
  }
}

TEST_CASE_FIXTURE(ManyExports, "pages beyond the end are empty and know the total") {
  const std::uint64_t largest = std::numeric_limits<std::uint64_t>::max();
  for (const std::uint64_t page : {std::uint64_t{100}, largest / 20, largest}) {
    const ExportPage result = catalog.exports().page({.now = now()}, {.page = page});
    CHECK(result.exports.empty());
    CHECK(result.total == rows.size());
  }
}

TEST_CASE_FIXTURE(ManyExports, "as many ids as a pipe may bring select the exports they name") {
  ExportFilter filter{.now = now()};
  for (int count = 0; count < 40'000; ++count) {
    filter.ids.push_back(random_uuid());
  }
  filter.ids.push_back(rows[5].id);
  CHECK(catalog.exports().matching_ids(filter) == std::vector<std::string>{rows[5].id});
}
