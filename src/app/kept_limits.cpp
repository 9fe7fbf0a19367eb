#include "app/kept_limits.hpp"

#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

struct Limit {
  const char* name = nullptr;  ///< in the catalog
  std::uint64_t RenderLimits::*field = nullptr;
};

constexpr std::array all_limits = {
    Limit{"memory_bytes", &RenderLimits::memory_bytes},
    Limit{"output_bytes", &RenderLimits::output_bytes},
    Limit{"cpu_seconds", &RenderLimits::cpu_seconds},
    Limit{"wall_seconds", &RenderLimits::wall_seconds},
    Limit{"inflated_bytes", &RenderLimits::inflated_bytes},
    Limit{"inflation_ratio", &RenderLimits::inflation_ratio},
    Limit{"depth", &RenderLimits::depth},
    Limit{"cells", &RenderLimits::cells},
    Limit{"pages", &RenderLimits::pages},
};

}  // namespace

std::string write_limits(const std::string& options_json, const RenderLimits& limits) {
  const RenderLimits standard;
  nlohmann::json object = nlohmann::json::object();
  for (const Limit& limit : all_limits) {
    if (limits.*limit.field != standard.*limit.field) {
      object[limit.name] = limits.*limit.field;
    }
  }
  if (object.empty()) {
    return options_json;
  }
  nlohmann::json all = nlohmann::json::parse(options_json);
  all["limits"] = std::move(object);
  return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

RenderLimits parse_limits(const std::string& options_json) {
  RenderLimits limits;
  // Almost no export has any: most rows are never parsed for them.
  if (options_json.find("\"limits\"") == std::string::npos) {
    return limits;
  }
  try {
    const nlohmann::json object = nlohmann::json::parse(options_json).value("limits", nlohmann::json::object());
    for (const Limit& limit : all_limits) {
      limits.*limit.field = object.value(limit.name, limits.*limit.field);
    }
  } catch (const nlohmann::json::exception&) {
    throw Error(ErrorKind::integrity, "the catalog holds export options that cannot be read: " + options_json);
  }
  return limits;
}

}  // namespace docexport
