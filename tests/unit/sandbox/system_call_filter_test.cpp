#include "sandbox/system_call_filter.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <functional>

namespace docexport {

namespace {

/// The wait status of a child that enters the filter and exits with what `act` returns.
int status_of(OpenForReading open_for_reading, const std::function<int()>& act) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    enter_system_call_filter(make_system_call_filter(open_for_reading));
    ::_exit(act());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

int exit_code_of(const std::function<int()>& act) {
  const int status = status_of(OpenForReading::allowed, act);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool is_killed(const std::function<void()>& act) {
  const int status = status_of(OpenForReading::allowed, [&act] {
    act();
    return 0;
  });
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS;
}

int open_errno(int flags) {
  return ::open("/etc/passwd", flags) < 0 ? errno : 0;  // NOLINT(android-cloexec-open)
}

bool is_opening_killed(int flags) {
  return is_killed([flags] { open_errno(flags); });
}

}  // namespace

TEST_CASE("without Landlock no file can be opened at all") {
  CHECK(exit_code_of([] { return open_errno(O_RDONLY); }) == 0);
  const int status = status_of(OpenForReading::refused, [] { return open_errno(O_RDONLY); });
  REQUIRE(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == EACCES);
}

TEST_CASE("opening in any way that can change something kills") {
  const std::array ways = {O_WRONLY, O_RDWR, O_RDONLY | O_CREAT, O_RDONLY | O_TRUNC, O_RDONLY | O_APPEND, O_PATH};
  CHECK(std::all_of(ways.begin(), ways.end(), is_opening_killed));
}

TEST_CASE("what changes another process or the kernel kills") {
  CHECK(is_killed([] { ::kill(::getpid(), 0); }));
  CHECK(is_killed([] { ::syscall(SYS_io_uring_setup, 1, nullptr); }));
  CHECK(is_killed([] { ::syscall(SYS_bpf, 0, nullptr, 0); }));
  CHECK(is_killed([] { ::syscall(SYS_keyctl, 0, 0, 0, 0); }));
  CHECK(is_killed([] { ::syscall(SYS_process_vm_readv, ::getppid(), nullptr, 0, nullptr, 0, 0); }));
  CHECK(is_killed([] { ::syscall(SYS_unshare, 0); }));
  CHECK(is_killed([] { ::fcntl(0, F_SETFL, O_APPEND); }));
}

#if defined(__x86_64__)
TEST_CASE("the calls of another architecture kill") {
  constexpr long x32_bit = 0x40000000;
  CHECK(is_killed([] { ::syscall(x32_bit + SYS_getpid); }));
}
#endif

TEST_CASE("memory cannot become code") {
  CHECK(exit_code_of([] {
          void* const memory = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
          return memory == MAP_FAILED ? 1 : ::mprotect(memory, 4096, PROT_READ | PROT_EXEC) == 0 ? 2 : errno;
        }) == EACCES);
}

TEST_CASE("limits can be read and not changed") {
  CHECK(exit_code_of([] {
          rlimit limit{};
          return ::getrlimit(RLIMIT_NOFILE, &limit);
        }) == 0);
  CHECK(is_killed([] {
    const rlimit limit{.rlim_cur = 10, .rlim_max = 10};
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }));
}

TEST_CASE("looking at an open file works and looking at a path does not") {
  CHECK(exit_code_of([] {
          struct stat status {};
          return ::fstat(STDIN_FILENO, &status);
        }) == 0);
  CHECK(exit_code_of([] {
          struct stat status {};
          return ::stat("/etc/passwd", &status) == 0 ? 0 : errno;
        }) == EACCES);
}

}  // namespace docexport
