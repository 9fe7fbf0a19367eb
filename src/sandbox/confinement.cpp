#include "docexport/sandbox/confinement.hpp"

#include <sanitizer/common_interface_defs.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <optional>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/sanitizer.hpp"
#include "sandbox/landlock.hpp"
#include "sandbox/system_call_filter.hpp"

namespace docexport {

struct Confinement::State {
  std::optional<FileDescriptor> landlock_rules{};
  std::vector<sock_filter> system_call_filter{};
};

namespace {

struct Limit {
  __rlimit_resource_t resource = RLIMIT_CORE;
  rlim_t soft = 0;
  rlim_t hard = 0;
};

constexpr rlim_t descriptor_limit = 64;
// Time to die of SIGXCPU before SIGKILL comes.
constexpr rlim_t cpu_grace_seconds = 1;

void check(int result, const char* what) {
  if (result != 0) {
    throw Error(ErrorKind::internal, system_error(what, errno).what());
  }
}

/// A limit that the user's own shell set lower stays: raising it would need a privilege.
void lower_limit(const Limit& limit) {
  rlimit current{};
  check(::getrlimit(limit.resource, &current), "cannot read a resource limit");
  const rlimit lowered{.rlim_cur = std::min(limit.soft, current.rlim_max),
                       .rlim_max = std::min(limit.hard, current.rlim_max)};
  check(::setrlimit(limit.resource, &lowered), "cannot set a resource limit");
}

void lower_limits(const RenderLimits& limits) {
  const std::array lowered = {
      Limit{.resource = RLIMIT_CPU, .soft = limits.cpu_seconds, .hard = limits.cpu_seconds + cpu_grace_seconds},
      Limit{.resource = RLIMIT_FSIZE, .soft = limits.output_bytes, .hard = limits.output_bytes},
      Limit{.resource = RLIMIT_NOFILE, .soft = descriptor_limit, .hard = descriptor_limit},
      Limit{.resource = RLIMIT_CORE, .soft = 0, .hard = 0},
      Limit{.resource = RLIMIT_MEMLOCK, .soft = 0, .hard = 0},
      Limit{.resource = RLIMIT_MSGQUEUE, .soft = 0, .hard = 0}};
  for (const Limit& limit : lowered) {
    lower_limit(limit);
  }
  // AddressSanitizer reserves terabytes of addresses for its shadow.
  if constexpr (!is_sanitized_build) {
    lower_limit({.resource = RLIMIT_AS, .soft = limits.memory_bytes, .hard = limits.memory_bytes});
  }
}

void close_all_but(std::vector<int> kept) {
  std::sort(kept.begin(), kept.end());
  unsigned first = STDERR_FILENO + 1;
  for (const int descriptor : kept) {
    const auto number = static_cast<unsigned>(descriptor);
    if (number > first) {
      check(::close_range(first, number - 1, 0), "cannot close descriptors");
    }
    first = std::max(first, number + 1);
  }
  check(::close_range(first, UINT_MAX, 0), "cannot close descriptors");
}

}  // namespace

Confinement::Confinement(const std::vector<std::string>& readable_paths) : state_(std::make_unique<State>()) {
  const int version = landlock_version();
  if (version > 0) {
    state_->landlock_rules = make_landlock_rules(version, readable_paths);
  }
  state_->system_call_filter = make_system_call_filter(version > 0 ? OpenForReading::allowed : OpenForReading::refused);
}

Confinement::Confinement(Confinement&&) noexcept = default;
Confinement& Confinement::operator=(Confinement&&) noexcept = default;
Confinement::~Confinement() = default;

void Confinement::enter(const RenderLimits& limits, const std::vector<int>& kept) const {
  if constexpr (is_sanitized_build) {
    // A report then needs no file.
    __sanitizer_sandbox_on_notify(nullptr);
  }
  check(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "cannot forbid core files");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "cannot give up privileges");
  if (state_->landlock_rules) {
    enter_landlock(state_->landlock_rules->get());
  }
  close_all_but(kept);
  lower_limits(limits);
  // Last: it forbids all of the above.
  enter_system_call_filter(state_->system_call_filter);
}

bool has_landlock() {
  return landlock_version() > 0;
}

}  // namespace docexport
