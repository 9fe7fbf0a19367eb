#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docexport/model/document.hpp"

namespace docexport {

class Connection;

enum class AddOutcome { added, already_there, updated };

struct AddedDocument {
  Document document{};
  AddOutcome outcome = AddOutcome::added;
};

class DocumentTable {
 public:
  explicit DocumentTable(Connection& connection) : connection_(connection) {}

  /// Registers the document. With an empty `id`, the same sha256 and name again give the document that is there (its
  /// source path, type and fields are brought up to date if they are given and differ), else a new UUID. With an id
  /// that is taken: the same content likewise, its name too, another content is Error (`conflict`). A kept copy stays
  /// one: a file of the same content does not take its place. `added_at` is now unless it is given. Writes
  /// document_added or document_updated.
  AddedDocument add(const Document& document);

  std::optional<Document> find(const std::string& id);
  /// The oldest document with this content and name: what `add` would give back.
  std::optional<Document> find_same(const std::string& sha256, const std::string& name);
  /// Ids that begin with `prefix`, ascending, at most `limit`.
  std::vector<std::string> ids_with_prefix(const std::string& prefix, std::size_t limit);
  /// Newest first.
  std::vector<Document> list(std::uint64_t offset, std::uint64_t limit);
  std::vector<std::string> all_ids();  ///< oldest first
  std::uint64_t count();

  /// Exports of it that are pending, processing or completed (and not past their time).
  std::uint64_t live_export_count(const std::string& id);
  /// Whether another document uses the same kept copy.
  bool is_source_shared(const std::string& id, const std::string& source_path);
  /// Throws Error: `not_found`, `refused` when live exports exist (checked in the same transaction). Exports that are
  /// no more keep their document_id, which then names a document that is gone. Writes document_removed.
  Document remove(const std::string& id);

 private:
  Document insert(const Document& document);
  bool update(const Document& given, Document& known);

  Connection& connection_;
};

}  // namespace docexport
