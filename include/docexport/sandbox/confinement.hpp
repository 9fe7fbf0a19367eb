#pragma once

#include <string>
#include <vector>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// Gives up, for this process and for good, all that reading a document does not need (design §7):
/// - rlimits: memory, CPU seconds (soft before hard), bytes of a file, descriptors, no core file;
/// - Landlock: no file but the read-only library data of `readable_paths`; where the kernel has no Landlock, no file at
/// all;
/// - seccomp: no socket, exec, fork, ptrace, signal to others, mount, bpf, … — the call kills the process (SIGSYS).
/// The descriptors that are already open stay usable. Throws Error (`internal`) if any part fails: nothing is read
/// unconfined. Call it in a process with one thread.
void confine_this_process(const RenderLimits& limits, const std::vector<std::string>& readable_paths);

/// Whether this kernel has Landlock.
bool has_landlock();

}  // namespace docexport
