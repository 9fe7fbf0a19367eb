#pragma once

#include <functional>
#include <string>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// Runs `work` in a forked, confined child and returns what it returned. A child that is killed, exits otherwise, runs
/// longer than `limits.wall_seconds` or says more than render_message_limit gives an outcome whose failure says which
/// limit it met (`limit`) or that the reader crashed on the document (`input`).
RenderOutcome call_confined(const RenderLimits& limits, const std::vector<std::string>& readable_paths,
                            const std::function<RenderOutcome()>& work);

}  // namespace docexport
