#pragma once

#include <functional>
#include <vector>

#include "docexport/model/render_protocol.hpp"
#include "docexport/sandbox/confinement.hpp"

namespace docexport {

/// Runs `work` in a forked child that has entered `confinement` and has no descriptor but 0 to 2 and `kept`, and
/// returns what it returned; what it throws becomes an outcome with a failure. A child that is killed, exits otherwise,
/// runs longer than `limits.wall_seconds` or says more than render_message_limit gives an outcome whose failure says
/// which limit it met (`limit`) or that the reader crashed on the document (`input`). The child is gone on return.
RenderOutcome call_confined(const Confinement& confinement, const RenderLimits& limits, const std::vector<int>& kept,
                            const std::function<RenderOutcome()>& work);

}  // namespace docexport
