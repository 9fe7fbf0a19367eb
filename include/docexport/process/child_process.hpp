#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "docexport/base/file.hpp"

namespace docexport {

/// How to start a program: nothing is inherited that is not named here.
struct ChildProcessRequest {
  std::filesystem::path program{};
  std::vector<std::string> arguments{};  ///< without the program's own name
  std::vector<std::pair<std::string, std::string>> environment{};
  std::vector<std::pair<int, int>> descriptors{};  ///< (ours, the child's); 0 to 2 are /dev/null unless given
};

/// A running child with its own process group, no signal blocked and every signal's default action. It is killed when
/// its parent thread dies (PR_SET_PDEATHSIG) and when this object is destroyed.
class ChildProcess {
 public:
  /// Throws Error (`not_found`, `access`, `internal`) that names the program.
  static ChildProcess start(const ChildProcessRequest& request);

  ChildProcess(ChildProcess&&) noexcept;
  ChildProcess& operator=(ChildProcess&&) noexcept;
  ~ChildProcess();

  /// -1 once the child has been reaped.
  [[nodiscard]] pid_t process_id() const noexcept { return process_id_; }
  /// Kills them without waiting until they are gone, which takes a while when they hold much memory.
  void begin_kill() const noexcept;
  /// Kills the child and all of its process group, and reaps it. Does nothing when it has been reaped.
  void kill() noexcept;
  /// Reaps the child and returns its wait status; nullopt when it still runs after `timeout`. Throws Error
  /// (`internal`) when it has been reaped already.
  std::optional<int> wait(std::chrono::milliseconds timeout);

 private:
  ChildProcess(pid_t process_id, FileDescriptor process_descriptor);
  pid_t process_id_ = -1;
  FileDescriptor process_descriptor_;
};

}  // namespace docexport
