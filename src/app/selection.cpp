#include <algorithm>

#include "app/selection.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/export_table.hpp"

namespace docexport {

bool Selection::is_empty() const {
  return ids.empty() && statuses.empty() && !format && !document && !type && !name_glob && !since && !until;
}

ExportFilter filter_of(Services& services, const Selection& selection, PrefixRule rule) {
  ExportFilter filter;
  filter.statuses = selection.statuses;
  filter.format = selection.format;
  filter.type = selection.type;
  filter.name_glob = selection.name_glob;
  filter.created_since = selection.since;
  filter.created_before = selection.until;
  filter.now = services.now();
  for (const std::string& id : selection.ids) {
    filter.ids.push_back(resolve_export(services, id, rule).id);
  }
  if (selection.document) {
    try {
      filter.document_id = resolve_document(services, *selection.document).id;
    } catch (const Error& error) {
      // The exports of a document that was removed stay, under its whole id.
      if (error.kind() != ErrorKind::not_found) {
        throw;
      }
      filter.document_id = *selection.document;
    }
  }
  return filter;
}

std::vector<std::string> select_exports(Services& services, const Selection& selection, bool destructive_off_terminal) {
  const PrefixRule rule = destructive_off_terminal ? PrefixRule::destructive : PrefixRule::ordinary;
  const ExportFilter filter = filter_of(services, selection, rule);
  Catalog* catalog = services.catalog_if_present();
  if (catalog == nullptr) {
    return {};
  }
  std::vector<std::string> matching = catalog->exports().matching_ids(filter);
  if (filter.ids.empty()) {
    return matching;
  }
  std::vector<std::string> in_given_order;
  for (const std::string& id : filter.ids) {
    const bool is_match = std::find(matching.begin(), matching.end(), id) != matching.end();
    const bool is_repeated = std::find(in_given_order.begin(), in_given_order.end(), id) != in_given_order.end();
    if (is_match && !is_repeated) {
      in_given_order.push_back(id);
    }
  }
  return in_given_order;
}

}  // namespace docexport
