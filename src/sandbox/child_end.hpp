#pragma once

#include <sys/resource.h>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// Why a confined child that did not answer ended, as a failure for the user: which limit it met, or that it crashed.
/// `status` and `usage` are what wait4 gave.
RenderFailure describe_child_end(int status, const rusage& usage, const RenderLimits& limits);

RenderFailure took_too_long(const RenderLimits& limits);
RenderFailure out_of_memory(const RenderLimits& limits);

}  // namespace docexport
