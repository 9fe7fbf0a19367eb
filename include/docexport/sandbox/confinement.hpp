#pragma once

#include <memory>
#include <string>
#include <vector>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// What a process that reads a document gives up (design §7). Made once, before the first fork, because building the
/// system call filter takes longer than entering it.
class Confinement {
 public:
  /// `readable_paths`: the read-only library data that stays readable; those that do not exist are left out.
  /// Throws Error (`internal`) when the kernel cannot confine: nothing is read unconfined.
  explicit Confinement(const std::vector<std::string>& readable_paths);
  Confinement(Confinement&&) noexcept;
  Confinement& operator=(Confinement&&) noexcept;
  ~Confinement();

  /// Gives up, for this process and for good, all that reading a document does not need:
  /// - descriptors: all but 0 to 2 and `kept` are closed;
  /// - rlimits: memory, CPU seconds (soft before hard), bytes of a file, descriptors, no core file;
  /// - Landlock: no file but what `readable_paths` named; where the kernel has no Landlock, no file at all;
  /// - seccomp: no socket, exec, fork, ptrace, signal to others, mount, bpf, …: such a call kills the process (SIGSYS).
  /// Throws Error (`internal`) if any part fails. Call it in a process with one thread.
  void enter(const RenderLimits& limits, const std::vector<int>& kept) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether this kernel has Landlock.
bool has_landlock();

}  // namespace docexport
