#pragma once

#include <string>

#include "docexport/model/render_options.hpp"

namespace docexport {

/// How an export remembers the limits that are not the default ones: under `limits` of its options, which stay as they
/// are otherwise.
std::string write_limits(const std::string& options_json, const RenderLimits& limits);
RenderLimits parse_limits(const std::string& options_json);

}  // namespace docexport
