#include "docexport/app/services.hpp"

#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "app/reaping.hpp"
#include "docexport/app/object_options.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/liveness_lock.hpp"
#include "docexport/rendering/renderer.hpp"
#include "docexport/storage/object_store.hpp"
#include "docexport/storage/store_location.hpp"

namespace docexport {

struct Services::State {
  Settings settings{};
  std::optional<Catalog> catalog{};
  std::optional<LivenessLock> locks{};
  std::optional<Renderer> renderer{};
  std::map<std::tuple<std::string, std::string, std::string>, std::unique_ptr<ObjectStore>> stores{};
  bool has_reaped = false;
};

namespace {

StoreOptions store_options(const Settings& settings) {
  return {.endpoint = settings.endpoint,
          .profile = settings.profile,
          .region = settings.region,
          .environment = settings.environment,
          .clock = settings.clock,
          .transfer = settings.transfer};
}

}  // namespace

Services::Services(Settings settings) : state_(std::make_unique<State>()) {
  state_->settings = std::move(settings);
}
Services::~Services() = default;

const Settings& Services::settings() const {
  return state_->settings;
}
Timestamp Services::now() const {
  return state_->settings.clock();
}

Catalog* Services::catalog_if_present() {
  if (!state_->catalog) {
    const Settings& settings = state_->settings;
    state_->catalog = Catalog::open(settings.database, CatalogMode::if_present, settings.actor, settings.clock);
  }
  if (state_->catalog && state_->settings.reaps && !std::exchange(state_->has_reaped, true)) {
    reap_interrupted(*this);
  }
  return state_->catalog ? &*state_->catalog : nullptr;
}

Catalog& Services::catalog() {
  if (Catalog* catalog = catalog_if_present()) {
    return *catalog;
  }
  const Settings& settings = state_->settings;
  state_->catalog = Catalog::open(settings.database, CatalogMode::create, settings.actor, settings.clock);
  state_->has_reaped = true;
  return *state_->catalog;
}

LivenessLock& Services::locks() {
  if (!state_->locks) {
    state_->locks.emplace(state_->settings.database);
  }
  return *state_->locks;
}

Renderer& Services::renderer() {
  if (!state_->renderer) {
    state_->renderer.emplace(find_render_helper());
  }
  return *state_->renderer;
}

ObjectStore& Services::store() {
  return store_at(state_->settings.store, endpoint());
}

ObjectStore& Services::store_at(const std::string& url, const std::string& endpoint) {
  return open_once(url, endpoint, {});
}

ObjectStore& Services::store_to_write(const Export& row, const ObjectOptions& overrides) {
  return open_once(row.store, row.endpoint, merge_object_options(parse_object_options(row.options_json), overrides));
}

ObjectStore& Services::open_once(const std::string& url, const std::string& endpoint, const ObjectOptions& object) {
  std::unique_ptr<ObjectStore>& store = state_->stores[{url, endpoint, write_object_options("{}", object)}];
  if (!store) {
    StoreOptions options = store_options(state_->settings);
    options.endpoint = endpoint;
    options.object = object;
    store = open_store(parse_store_location(url), options);
  }
  return *store;
}

std::string Services::endpoint() {
  return effective_endpoint(parse_store_location(state_->settings.store), store_options(state_->settings));
}

}  // namespace docexport
