#include "docexport/app/browsing.hpp"

#include "app/selection.hpp"
#include "docexport/base/error.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/event_table.hpp"
#include "docexport/catalog/export_table.hpp"

namespace docexport {

ExportPage list_exports(Services& services, const Selection& selection, const PageRequest& page) {
  Catalog* catalog = services.catalog_if_present();
  if (catalog == nullptr && selection.ids.empty()) {
    return {};
  }
  const ExportFilter filter = filter_of(services, selection, PrefixRule::ordinary);
  ExportPage found = services.catalog().exports().page(filter, page);
  for (Export& row : found.exports) {
    row.status = effective_status(row, filter.now);
  }
  return found;
}

ExportDetails show_export(Services& services, const std::string& id) {
  ExportDetails details{.row = resolve_export(services, id, PrefixRule::ordinary)};
  Catalog& catalog = services.catalog();
  details.attempts = catalog.exports().attempts(details.row.id);
  details.events = catalog.events().list({.export_id = details.row.id});
  details.row.status = effective_status(details.row, services.now());
  return details;
}

std::vector<Event> read_log(Services& services, const LogRequest& request) {
  Catalog* catalog = services.catalog_if_present();
  EventFilter filter{.since = request.since, .limit = request.limit};
  if (request.id) {
    try {
      filter.export_id = resolve_export(services, *request.id, PrefixRule::ordinary).id;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::not_found) {
        throw;
      }
      filter.document_id = resolve_document(services, *request.id).id;
    }
  }
  return catalog == nullptr ? std::vector<Event>() : catalog->events().list(filter);
}

Export edit_export(Services& services, const std::string& id, const EditRequest& request) {
  const Export row = resolve_export(services, id, PrefixRule::ordinary);
  return services.catalog().exports().edit(
      row.id, {.name = request.name, .description = request.description, .expires_at = request.expires_at});
}

}  // namespace docexport
