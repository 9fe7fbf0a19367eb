#include "docexport/app/identifiers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/document_table.hpp"
#include "docexport/catalog/export_table.hpp"

namespace docexport {

namespace {

constexpr std::size_t shown_id_length = 8;
constexpr std::size_t ordinary_prefix_length = 4;
constexpr std::size_t destructive_prefix_length = 8;
constexpr std::size_t shown_candidates = 4;

Error not_found(std::string_view kind, const std::string& id) {
  return {ErrorKind::not_found,
          fmt::format("no {} {}. See them with: docexport {}", kind, id, kind == "export" ? "list" : "documents")};
}

/// The one whole id that begins with `prefix`.
std::string only_candidate(std::string_view kind, const std::string& prefix, std::size_t shortest,
                           const std::vector<std::string>& candidates) {
  if (candidates.empty()) {
    throw not_found(kind, prefix);
  }
  if (prefix.size() < shortest) {
    throw Error(ErrorKind::ambiguous,
                fmt::format("{} id {} is too short: give at least {} characters of it", kind, prefix, shortest));
  }
  if (candidates.size() > 1) {
    std::vector<std::string> shown(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                                candidates.size(), shown_candidates)));
    throw Error(ErrorKind::ambiguous,
                fmt::format("{} id {} fits several: {}{}. Give more characters", kind, prefix, fmt::join(shown, ", "),
                            candidates.size() > shown_candidates ? ", …" : ""));
  }
  return candidates.front();
}

}  // namespace

std::string short_id(const std::string& id) {
  return id.substr(0, shown_id_length);
}

Export resolve_export(Services& services, const std::string& id, PrefixRule rule) {
  Catalog* catalog = services.catalog_if_present();
  if (catalog == nullptr || id.empty()) {
    throw not_found("export", id);
  }
  const std::string wanted = to_lower_ascii(id);
  if (auto row = catalog->exports().find(wanted)) {
    return *row;
  }
  const std::size_t shortest = rule == PrefixRule::ordinary ? ordinary_prefix_length : destructive_prefix_length;
  const std::string whole =
      only_candidate("export", wanted, shortest, catalog->exports().ids_with_prefix(wanted, shown_candidates + 1));
  auto row = catalog->exports().find(whole);
  if (!row) {
    throw not_found("export", id);
  }
  return *row;
}

Document resolve_document(Services& services, const std::string& id) {
  Catalog* catalog = services.catalog_if_present();
  if (catalog == nullptr || id.empty()) {
    throw not_found("document", id);
  }
  if (auto document = catalog->documents().find(id)) {
    return *document;
  }
  const std::string whole = only_candidate("document", id, ordinary_prefix_length,
                                           catalog->documents().ids_with_prefix(id, shown_candidates + 1));
  auto document = catalog->documents().find(whole);
  if (!document) {
    throw not_found("document", id);
  }
  return *document;
}

}  // namespace docexport
