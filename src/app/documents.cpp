#include "docexport/app/documents.hpp"

#include <unistd.h>

#include <filesystem>

#include "app/document_files.hpp"
#include "docexport/app/identifiers.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/model/field.hpp"

namespace docexport {

namespace {

std::string name_of(const AddRequest& request) {
  if (request.name) {
    return *request.name;
  }
  return request.path == "-" ? "stdin" : std::filesystem::path(request.path).filename().string();
}

}  // namespace

AddResult add_document(Services& services, const AddRequest& request) {
  IncomingFile incoming = open_incoming_file(services, request.path, name_of(request));
  Document& document = incoming.document;
  document.id = request.id.value_or("");
  document.document_type = request.document_type;
  if (!request.fields_json.empty()) {
    document.fields_json = write_fields(parse_fields(request.fields_json, "--fields"));
  }
  Catalog& catalog = services.catalog();
  // The catalog keeps text: a path that is none could not be opened again from there.
  if (request.copy == KeepCopy::yes || document.source_path.empty() || !is_valid_utf8(document.source_path)) {
    keep_copy(services, incoming);
  }
  document.owner = services.settings().actor;
  document.added_at = services.now();
  const AddedDocument added = catalog.documents().add(document);
  return {.document = added.document, .is_new = added.outcome == AddOutcome::added};
}

DocumentPage list_documents(Services& services, std::uint64_t page, std::uint64_t limit) {
  Catalog* catalog = services.catalog_if_present();
  if (catalog == nullptr) {
    return {};
  }
  return {.documents = catalog->documents().list((page - 1) * limit, limit), .total = catalog->documents().count()};
}

Document remove_document(Services& services, const std::string& id) {
  const Document found = resolve_document(services, id);
  Catalog& catalog = services.catalog();
  const bool is_shared = catalog.documents().is_source_shared(found.id, found.source_path);
  Document removed = catalog.documents().remove(found.id);
  if (removed.source_kind == SourceKind::copy && !is_shared) {
    // The row is gone, and with it the last reference: a copy that stays behind would only take space.
    ::unlink(removed.source_path.c_str());
  }
  return removed;
}

}  // namespace docexport
