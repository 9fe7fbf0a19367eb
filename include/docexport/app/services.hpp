#pragma once

#include <memory>
#include <string>

#include "docexport/app/settings.hpp"
#include "docexport/model/export.hpp"

namespace docexport {

class Catalog;
class LivenessLock;
class ObjectStore;
class Renderer;

/// What the use cases work with. Nothing is opened, started or created before it is first asked for.
class Services {
 public:
  explicit Services(Settings settings);
  ~Services();
  Services(const Services&) = delete;
  Services& operator=(const Services&) = delete;

  [[nodiscard]] const Settings& settings() const;
  [[nodiscard]] Timestamp now() const;

  /// The catalog, created if there is none; exports whose process died are reaped first (design §5).
  Catalog& catalog();
  /// The same, but nullptr while there is no catalog, which then stays so.
  Catalog* catalog_if_present();
  LivenessLock& locks();
  Renderer& renderer();
  /// The store of the settings.
  ObjectStore& store();
  /// The store that an export remembers.
  ObjectStore& store_at(const std::string& url, const std::string& endpoint);
  /// The same for storing its file: with the properties that the export's options, or `overrides`, give an object.
  ObjectStore& store_to_write(const Export& row, const ObjectOptions& overrides = {});
  /// Where requests of the store of the settings go; empty for a folder.
  std::string endpoint();

 private:
  ObjectStore& open_once(const std::string& url, const std::string& endpoint, const ObjectOptions& object);

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace docexport
