#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/session.hpp"

namespace docexport {

/// Work that takes less shows no progress.
inline constexpr std::chrono::milliseconds progress_delay{500};

/// Bytes so far, as a line on the error stream: only on a terminal, not with --quiet, and only for work of more than
/// half a second (design §3).
class Progress {
 public:
  Progress(Session& session, std::string what);
  void show(std::uint64_t done, std::uint64_t total);

 private:
  Session& session_;
  std::string what_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point next_;
};

/// `downloading 3f2b8c1d  ████░░░░  42%  10 MiB of 24 MiB  4.1 MiB/s  3 s left`, cut to `width`.
struct ProgressState {
  std::string what{};
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  double seconds = 0;
};
std::string progress_line(const ProgressState& state, std::size_t width, bool is_utf8);

}  // namespace docexport
