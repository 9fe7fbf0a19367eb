#pragma once

#include <nlohmann/json.hpp>

#include "docexport/model/render_options.hpp"

namespace docexport {

/// The options as the catalog and the render request have them.
nlohmann::json render_options_to_json(const RenderOptions& options);
/// Unknown members are ignored. Throws json::exception when a member has another type.
RenderOptions render_options_from_json(const nlohmann::json& object);

}  // namespace docexport
