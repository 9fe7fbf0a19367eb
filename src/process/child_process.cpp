#include "docexport/process/child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string>

#include "docexport/base/error.hpp"
#include "process/descriptor_layout.hpp"

namespace docexport {

namespace {

/// What the child needs between fork and exec, made before the fork: there it may only make system calls.
struct Launch {
  std::string program{};
  std::vector<char*> arguments{};
  std::vector<char*> environment{};
  std::vector<std::pair<int, int>> layout{};
  std::vector<int> spare{};
  int failure_pipe = -1;
  pid_t parent = -1;
};

std::vector<std::string> arguments_of(const ChildProcessRequest& request) {
  std::vector<std::string> arguments = {request.program.string()};
  arguments.insert(arguments.end(), request.arguments.begin(), request.arguments.end());
  return arguments;
}

std::vector<std::string> environment_of(const ChildProcessRequest& request) {
  std::vector<std::string> environment;
  for (const auto& [name, value] : request.environment) {
    std::string& variable = environment.emplace_back(name);
    variable += '=';
    variable += value;
  }
  return environment;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

/// exec keeps ignored signals ignored and blocked ones blocked.
void reset_signals() noexcept {
  for (int signal = 1; signal < NSIG; ++signal) {
    std::signal(signal, SIG_DFL);
  }
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become_program(Launch& launch) noexcept {
  int failure_pipe = launch.failure_pipe;
  int error_number = 0;
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have died before the call above: then no signal will ever come.
  if (::getppid() != launch.parent) {
    ::_exit(127);
  }
  reset_signals();
  const int moved = arrange_descriptors(launch.layout, failure_pipe, launch.spare);
  if (moved >= 0) {
    failure_pipe = moved;
    ::execve(launch.program.c_str(), launch.arguments.data(), launch.environment.data());
    error_number = errno;
  } else {
    error_number = -moved;
  }
  [[maybe_unused]] const ssize_t written = ::write(failure_pipe, &error_number, sizeof error_number);
  ::_exit(127);
}

std::vector<std::pair<int, int>> with_standard_descriptors(std::vector<std::pair<int, int>> layout, int null_device) {
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (std::none_of(layout.begin(), layout.end(), [standard](const auto& pair) { return pair.second == standard; })) {
      layout.emplace_back(null_device, standard);
    }
  }
  return layout;
}

/// The errno that kept the child from becoming the program, or 0: exec closes the pipe.
int read_launch_error(int descriptor) {
  int error_number = 0;
  ssize_t count = 0;
  do {
    count = ::read(descriptor, &error_number, sizeof error_number);
  } while (count < 0 && errno == EINTR);
  return count == static_cast<ssize_t>(sizeof error_number) ? error_number : 0;
}

}  // namespace

ChildProcess ChildProcess::start(const ChildProcessRequest& request) {
  const std::string what = "cannot start " + request.program.string();
  const FileDescriptor null_device(::open("/dev/null", O_RDWR | O_CLOEXEC));
  std::array<int, 2> ends{};
  if (!null_device.is_open() || ::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw system_error(what, errno);
  }
  const FileDescriptor failures(ends[0]);
  FileDescriptor failure_pipe(ends[1]);

  std::vector<std::string> arguments = arguments_of(request);
  std::vector<std::string> environment = environment_of(request);
  Launch launch{.program = request.program.string(),
                .arguments = pointers_to(arguments),
                .environment = pointers_to(environment),
                .layout = with_standard_descriptors(request.descriptors, null_device.get()),
                .failure_pipe = failure_pipe.get(),
                .parent = ::getpid()};
  launch.spare.resize(launch.layout.size());

  const pid_t process_id = ::fork();
  if (process_id == 0) {
    become_program(launch);
  }
  if (process_id < 0) {
    throw system_error(what, errno);
  }
  // Not reaped yet, so the number cannot have become another process's.
  ChildProcess child(process_id, FileDescriptor(static_cast<int>(::syscall(SYS_pidfd_open, process_id, 0))));
  if (!child.process_descriptor_.is_open()) {
    throw system_error(what, errno);
  }
  failure_pipe = FileDescriptor();
  if (const int error_number = read_launch_error(failures.get()); error_number != 0) {
    throw system_error(what, error_number);
  }
  return child;
}

ChildProcess::ChildProcess(pid_t process_id, FileDescriptor process_descriptor)
    : process_id_(process_id), process_descriptor_(std::move(process_descriptor)) {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : process_id_(std::exchange(other.process_id_, -1)), process_descriptor_(std::move(other.process_descriptor_)) {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
  std::swap(process_id_, other.process_id_);
  std::swap(process_descriptor_, other.process_descriptor_);
  return *this;
}

ChildProcess::~ChildProcess() {
  kill();
}

void ChildProcess::begin_kill() const noexcept {
  if (process_id_ < 0) {
    return;
  }
  ::kill(-process_id_, SIGKILL);
  // The child alone, should it have failed before it had a group of its own.
  ::kill(process_id_, SIGKILL);
}

void ChildProcess::kill() noexcept {
  if (process_id_ < 0) {
    return;
  }
  begin_kill();
  while (::waitpid(process_id_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_id_ = -1;
}

std::optional<int> ChildProcess::wait(std::chrono::milliseconds timeout) {
  if (process_id_ < 0) {
    throw Error(ErrorKind::internal, "the process has already been waited for");
  }
  const auto end = std::chrono::steady_clock::now() + timeout;
  pollfd ended{.fd = process_descriptor_.get(), .events = POLLIN, .revents = 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    const int ready = ::poll(&ended, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
    if (ready < 0 && errno != EINTR) {
      throw system_error("cannot wait for a process", errno);
    }
    if (ready > 0) {
      break;
    }
    if (left.count() <= 0) {
      return std::nullopt;
    }
  }
  int status = 0;
  // ECHILD: our own parent made us ignore SIGCHLD, and the kernel has thrown the status away.
  if (::waitpid(process_id_, &status, 0) < 0) {
    status = SIGKILL;
  }
  process_id_ = -1;
  return status;
}

}  // namespace docexport
