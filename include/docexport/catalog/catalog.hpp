#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "docexport/base/time.hpp"

namespace docexport {

class Connection;
class DocumentTable;
class ExportTable;
class ExportLife;
class EventTable;

/// `if_present` gives nullopt for a missing file and never creates one; `create` makes the folder (0700) and file
/// (0600).
enum class CatalogMode { if_present, create };

/// The SQLite database (design §4). Opening checks whose file it is, its version and its journal mode, and migrates an
/// older one. Every function of its tables is one statement or one immediate transaction that writes its event too;
/// none leaves a statement open. Failures are Error: `configuration` (foreign or newer file, WAL, not a file),
/// `integrity` (damaged), `busy`, `no_space`, `access`, `internal`. One process may hold several catalogs, a thread
/// uses its own.
class Catalog {
 public:
  static std::optional<Catalog> open(const std::filesystem::path& path, CatalogMode mode, const std::string& actor,
                                     Clock clock);
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  /// UUID of this catalog: the first part of its object keys, so that two catalogs never meet in one bucket.
  [[nodiscard]] const std::string& id() const;
  [[nodiscard]] const std::filesystem::path& path() const;

  /// Makes the changes that `changes` makes through the tables below one transaction: when this returns, all of them
  /// are on the disk, with one flush. If it throws, none is there, whatever the tables' functions returned.
  void together(const std::function<void()>& changes);

  DocumentTable& documents();
  ExportTable& exports();
  ExportLife& life();
  EventTable& events();

 private:
  struct State;
  explicit Catalog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The library in use: "3.40.1".
std::string sqlite_version();

}  // namespace docexport
