#include "docexport/app/services.hpp"

#include <map>
#include <optional>
#include <utility>

#include "app/reaping.hpp"
#include "docexport/catalog/catalog.hpp"
#include "docexport/catalog/liveness_lock.hpp"
#include "docexport/rendering/renderer.hpp"
#include "docexport/storage/store_location.hpp"

namespace docexport {

struct Services::State {
  Settings settings{};
  std::optional<Catalog> catalog{};
  std::optional<LivenessLock> locks{};
  std::optional<Renderer> renderer{};
  std::map<std::pair<std::string, std::string>, std::unique_ptr<ObjectStore>> stores{};
  bool has_reaped = false;
};

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
  std::unique_ptr<ObjectStore>& store = state_->stores[{url, endpoint}];
  if (!store) {
    const Settings& settings = state_->settings;
    store = open_store(parse_store_location(url),
                       {.endpoint = endpoint, .environment = settings.environment, .clock = settings.clock});
  }
  return *store;
}

std::string Services::endpoint() {
  const Settings& settings = state_->settings;
  return effective_endpoint(parse_store_location(settings.store),
                            {.environment = settings.environment, .clock = settings.clock});
}

}  // namespace docexport
