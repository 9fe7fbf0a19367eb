#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "docexport/base/file.hpp"
#include "docexport/process/child_process.hpp"

namespace docexport {

/// How an exchange with the helper ended.
enum class Exchange {
  answered,
  died,        ///< the helper ended before it had answered
  took_long,   ///< the deadline passed
  misbehaved,  ///< it sent what the protocol does not have
};

/// A running helper and our end of the socket to it. The destructor kills the helper.
class HelperConnection {
 public:
  using Deadline = std::chrono::steady_clock::time_point;

  /// Starts the helper with an empty environment and its end of the socket as descriptor 3. Throws Error
  /// (`internal`) that names it.
  static HelperConnection start(const std::filesystem::path& helper);

  bool is_alive();
  /// Sends the request with the descriptors and receives the answer. Throws Error (`interrupted`) when a signal asked
  /// us to stop. After anything but `answered` the connection is of no more use.
  Exchange exchange(const std::string& request, const std::vector<int>& descriptors, Deadline deadline,
                    std::string& answer);
  /// Kills the helper; the destructor has less to wait for then.
  void begin_end() const noexcept { helper_.begin_kill(); }
  /// After `died`: the exit code of a helper that ended by itself; nullopt when a signal ended it.
  std::optional<int> exit_code();

 private:
  HelperConnection(FileDescriptor socket, ChildProcess helper);
  [[nodiscard]] bool wait_for(short events, Deadline deadline) const;
  bool has_ended(std::chrono::milliseconds timeout);
  Exchange send(const std::string& request, const std::vector<int>& descriptors, Deadline deadline);
  Exchange receive(Deadline deadline, std::string& answer) const;

  FileDescriptor socket_;
  ChildProcess helper_;
  std::optional<int> status_{};  ///< the wait status, once it has ended
};

}  // namespace docexport
