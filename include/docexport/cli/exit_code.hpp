#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "docexport/base/error.hpp"

namespace docexport {

/// Exit codes are a promise (design §3): documented, never renumbered.
inline constexpr int exit_success = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_partial = 3;

struct ExitCodeMeaning {
  std::string_view code;
  std::string_view meaning;
};

/// The table of `docexport help exit-codes` and of the man page.
inline constexpr std::array exit_code_meanings = {
    ExitCodeMeaning{"0", "done, also when there was nothing to do"},
    ExitCodeMeaning{"1", "failed; also several things that failed for different reasons"},
    ExitCodeMeaning{"2", "wrong usage or configuration, or a refused request"},
    ExitCodeMeaning{"3", "some of several failed"},
    ExitCodeMeaning{"4", "not found, or an ambiguous id"},
    ExitCodeMeaning{"5", "wrong state: not completed, expired, retry limit, conflict"},
    ExitCodeMeaning{"6", "temporary: network or server trouble; the same again may work"},
    ExitCodeMeaning{"7", "access: credentials or permissions missing or refused"},
    ExitCodeMeaning{"8", "busy: another process holds the catalog"},
    ExitCodeMeaning{"9", "nothing matched and --fail-empty was given"},
    ExitCodeMeaning{"10", "integrity: a checksum or size differs, or the catalog is damaged"},
    ExitCodeMeaning{"130", "interrupted by SIGINT"},
    ExitCodeMeaning{"143", "interrupted by SIGTERM"},
};

/// The code of one failure. For `interrupted`: 128 plus the signal that asked this process to stop; without one
/// (another process was interrupted) the code of an ordinary failure.
int exit_code_of(ErrorKind kind);

/// How several things ended, as one code: 0 if all went well; the failure's own code when all failed alike; 3 when some
/// failed; 1 when all failed for different reasons. Once this process is interrupted, that decides.
class Tally {
 public:
  void succeed() { ++successes_; }
  void fail(ErrorKind kind);
  [[nodiscard]] std::uint64_t successes() const { return successes_; }
  [[nodiscard]] std::uint64_t failures() const { return failures_; }
  [[nodiscard]] int exit_code() const;

 private:
  std::uint64_t successes_ = 0;
  std::uint64_t failures_ = 0;
  int common_code_ = exit_success;
  bool codes_differ_ = false;
};

}  // namespace docexport
