#include "sandbox/system_call_filter.hpp"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/sanitizer.hpp"

namespace docexport {

namespace {

struct ReleaseFilter {
  void operator()(scmp_filter_ctx filter) const noexcept { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, ReleaseFilter>;

// Names of calls that this machine's architecture does not have are negative pseudo numbers; libseccomp skips them.
constexpr std::array allowed_calls = {
    // the descriptors that the child was given
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(readv), SCMP_SYS(preadv), SCMP_SYS(write), SCMP_SYS(pwrite64),
    SCMP_SYS(writev), SCMP_SYS(pwritev), SCMP_SYS(lseek), SCMP_SYS(fstat), SCMP_SYS(ftruncate), SCMP_SYS(fadvise64),
    SCMP_SYS(close), SCMP_SYS(dup), SCMP_SYS(getdents64),
    // its own memory
    SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
    // its own thread
    SCMP_SYS(futex), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity), SCMP_SYS(getrusage), SCMP_SYS(restart_syscall), SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    // what time it is, who it is, chance
    SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid),
    SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getrandom), SCMP_SYS(sysinfo)};

// Libraries try these, and go on without. abort() ends the process by other means when tgkill is refused.
constexpr std::array refused_calls = {
    SCMP_SYS(stat),   SCMP_SYS(lstat),     SCMP_SYS(statx),      SCMP_SYS(statfs),   SCMP_SYS(fstatfs),
    SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd), SCMP_SYS(uname),     SCMP_SYS(tgkill)};

// A sanitizer's report of an error; UndefinedBehaviorSanitizer tries an address by writing from it to a pipe.
constexpr std::array sanitizer_calls = {SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(prctl)};
constexpr std::array refused_sanitizer_calls = {SCMP_SYS(open)};

constexpr std::array harmless_control_commands = {F_GETFD, F_GETFL, F_SETFD, F_DUPFD, F_DUPFD_CLOEXEC};

[[noreturn]] void throw_filter_error(int negative_errno) {
  throw Error(ErrorKind::internal, system_error("cannot build the system call filter", -negative_errno).what());
}

class FilterBuilder {
 public:
  FilterBuilder() : filter_(seccomp_init(SCMP_ACT_KILL_PROCESS)) {
    if (filter_ == nullptr) {
      throw_filter_error(-ENOMEM);
    }
    check(seccomp_attr_set(filter_.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
  }

  template <std::size_t count>
  void add_all(std::uint32_t action, const std::array<int, count>& calls) {
    for (const int call : calls) {
      check(seccomp_rule_add_array(filter_.get(), action, call, 0, nullptr));
    }
  }

  void add(std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> conditions) {
    check(seccomp_rule_add_array(filter_.get(), action, call, static_cast<unsigned>(conditions.size()),
                                 conditions.begin()));
  }

  [[nodiscard]] std::vector<sock_filter> program() const {
    const FileDescriptor file(::memfd_create("filter", MFD_CLOEXEC));
    if (!file.is_open()) {
      throw_filter_error(-errno);
    }
    check(seccomp_export_bpf(filter_.get(), file.get()));
    std::vector<sock_filter> program(file_size(file.get(), "the system call filter") / sizeof(sock_filter));
    const std::span bytes(reinterpret_cast<char*>(program.data()), program.size() * sizeof(sock_filter));
    read_at(file.get(), bytes, 0, "the system call filter");
    return program;
  }

 private:
  static void check(int result) {
    if (result < 0) {
      throw_filter_error(result);
    }
  }

  Filter filter_;
};

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) {
  return {.arg = argument, .op = SCMP_CMP_EQ, .datum_a = value, .datum_b = 0};
}

scmp_arg_cmp has_none_of(unsigned argument, std::uint64_t bits) {
  return {.arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = bits, .datum_b = 0};
}

scmp_arg_cmp has_all_of(unsigned argument, std::uint64_t bits) {
  return {.arg = argument, .op = SCMP_CMP_MASKED_EQ, .datum_a = bits, .datum_b = bits};
}

/// No new code: nothing that can be executed is mapped or made so.
void add_memory_rules(FilterBuilder& filter) {
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)}) {
    filter.add(SCMP_ACT_ALLOW, call, {has_none_of(2, PROT_EXEC)});
    filter.add(SCMP_ACT_ERRNO(EACCES), call, {has_all_of(2, PROT_EXEC)});
  }
}

void add_file_rules(FilterBuilder& filter, OpenForReading open_for_reading) {
  const std::uint32_t reading = open_for_reading == OpenForReading::allowed ? SCMP_ACT_ALLOW : SCMP_ACT_ERRNO(EACCES);
  // Any access mode or flag but these kills.
  constexpr auto harmless = static_cast<std::uint32_t>(O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_DIRECTORY | O_NOFOLLOW);
  filter.add(reading, SCMP_SYS(openat), {has_none_of(2, ~harmless)});
  // glibc's fstat is this call with an empty path.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), {equals(3, AT_EMPTY_PATH)});
  for (const int flags : {0, AT_SYMLINK_NOFOLLOW, AT_NO_AUTOMOUNT}) {
    filter.add(SCMP_ACT_ERRNO(EACCES), SCMP_SYS(newfstatat), {equals(3, static_cast<std::uint64_t>(flags))});
  }
  filter.add(SCMP_ACT_ERRNO(ENOTTY), SCMP_SYS(ioctl), {});
  for (const int command : harmless_control_commands) {
    filter.add(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), {equals(1, static_cast<std::uint64_t>(command))});
  }
}

}  // namespace

std::vector<sock_filter> make_system_call_filter(OpenForReading open_for_reading) {
  FilterBuilder filter;
  filter.add_all(SCMP_ACT_ALLOW, allowed_calls);
  filter.add_all(SCMP_ACT_ERRNO(EACCES), refused_calls);
  add_memory_rules(filter);
  add_file_rules(filter, open_for_reading);
  // Reading a limit (sysconf), of this process; changing one kills.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), {equals(0, 0), equals(2, 0)});
  if constexpr (is_sanitized_build) {
    filter.add_all(SCMP_ACT_ALLOW, sanitizer_calls);
    filter.add_all(SCMP_ACT_ERRNO(EACCES), refused_sanitizer_calls);
  }
  return filter.program();
}

void enter_system_call_filter(const std::vector<sock_filter>& program) {
  std::vector<sock_filter> instructions = program;
  const sock_fprog filter{.len = static_cast<unsigned short>(instructions.size()), .filter = instructions.data()};
  if (::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) != 0) {
    throw Error(ErrorKind::internal, system_error("cannot enter the system call filter", errno).what());
  }
}

}  // namespace docexport
