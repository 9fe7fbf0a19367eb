#include "docexport/sandbox/confined_call.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "sandbox/child_end.hpp"

namespace docexport {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

RenderOutcome failed(ErrorKind kind, const std::string& message) {
  return {.failure = RenderFailure{.kind = kind, .message = message}};
}

/// The kinds that an outcome may have; any other says something about us, not about the document.
ErrorKind kind_of_outcome(ErrorKind kind) {
  const std::array kinds = {ErrorKind::input, ErrorKind::unsupported, ErrorKind::limit, ErrorKind::no_space};
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end() ? kind : ErrorKind::internal;
}

RenderOutcome outcome_of(const std::function<RenderOutcome()>& work, const RenderLimits& limits) {
  try {
    return work();
  } catch (const Error& error) {
    return failed(kind_of_outcome(error.kind()), error.what());
  } catch (const std::bad_alloc&) {
    return {.failure = out_of_memory(limits)};
  } catch (const std::exception& error) {
    return failed(ErrorKind::internal, std::string("the reader failed: ") + error.what());
  } catch (...) {
    return failed(ErrorKind::internal, "the reader failed for a reason it did not give");
  }
}

/// What the child needs to know.
struct ChildWork {
  const Confinement& confinement;
  const RenderLimits& limits;
  std::vector<int> kept{};
  const std::function<RenderOutcome()>& work;
  int answer_pipe = -1;
  pid_t parent = -1;
};

/// Ends without running destructors or atexit functions: they are the parent's.
[[noreturn]] void run_child(const ChildWork& child) noexcept {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  // The parent may have died before the call above: then no signal will ever come.
  if (::getppid() != child.parent) {
    ::_exit(EXIT_FAILURE);
  }
  const RenderOutcome outcome = outcome_of(
      [&] {
        child.confinement.enter(child.limits, child.kept);
        return child.work();
      },
      child.limits);
  write_all(child.answer_pipe, write_render_outcome(outcome), "the outcome");
  ::_exit(EXIT_SUCCESS);
}

/// A forked child and the end of the pipe on which it answers; killed and reaped at the latest by the destructor.
class ConfinedChild {
 public:
  ConfinedChild(pid_t process_id, FileDescriptor answers)
      : process_id_(process_id),
        process_(static_cast<int>(::syscall(SYS_pidfd_open, process_id, 0))),
        answers_(std::move(answers)) {}
  ConfinedChild(const ConfinedChild&) = delete;
  ConfinedChild& operator=(const ConfinedChild&) = delete;
  ~ConfinedChild() { stop(); }

  /// Waits until the child has answered and ended.
  RenderOutcome outcome(const RenderLimits& limits) {
    if (!process_.is_open()) {
      throw system_error("cannot watch the document reader", errno);
    }
    const SteadyTime deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits.wall_seconds);
    std::string answer;
    while (true) {
      if (!wait_for(answers_.get(), deadline)) {
        return {.failure = took_too_long(limits)};
      }
      if (read_some(answer) == 0) {
        break;
      }
      if (answer.size() > render_message_limit) {
        return failed(ErrorKind::input, "the document made the reader say too much: treat the file as malicious");
      }
    }
    // It may have closed the pipe and go on.
    if (!wait_for(process_.get(), deadline)) {
      return {.failure = took_too_long(limits)};
    }
    return outcome_of_end(answer, limits);
  }

 private:
  static bool wait_for(int descriptor, SteadyTime deadline) {
    pollfd waited{.fd = descriptor, .events = POLLIN, .revents = 0};
    while (true) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
      const int ready = ::poll(&waited, 1, static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
      if (ready < 0 && errno != EINTR) {
        throw system_error("cannot wait for the document reader", errno);
      }
      if (ready > 0) {
        return true;
      }
      if (left.count() <= 0) {
        return false;
      }
    }
  }

  std::size_t read_some(std::string& answer) const {
    std::array<char, std::size_t{64} << 10> buffer{};
    const ssize_t count = ::read(answers_.get(), buffer.data(), buffer.size());
    if (count < 0) {
      throw system_error("cannot hear the document reader", errno);
    }
    answer.append(buffer.data(), static_cast<std::size_t>(count));
    return static_cast<std::size_t>(count);
  }

  RenderOutcome outcome_of_end(const std::string& answer, const RenderLimits& limits) {
    int status = 0;
    rusage usage{};
    ::wait4(process_id_, &status, 0, &usage);
    process_id_ = -1;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || answer.empty()) {
      return {.failure = describe_child_end(status, usage, limits)};
    }
    try {
      return parse_render_outcome(answer);
    } catch (const Error& error) {
      return failed(ErrorKind::input, error.what() + std::string(": treat the file as malicious"));
    }
  }

  void stop() const noexcept {
    if (process_id_ > 0) {
      ::kill(process_id_, SIGKILL);
      ::waitpid(process_id_, nullptr, 0);
    }
  }

  pid_t process_id_;
  FileDescriptor process_;
  FileDescriptor answers_;
};

}  // namespace

RenderOutcome call_confined(const Confinement& confinement, const RenderLimits& limits, const std::vector<int>& kept,
                            const std::function<RenderOutcome()>& work) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw system_error("cannot start the document reader", errno);
  }
  FileDescriptor answers(ends[0]);
  FileDescriptor answer_pipe(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) {
    throw system_error("cannot start the document reader", errno);
  }
  if (child == 0) {
    std::vector<int> kept_by_child = kept;
    kept_by_child.push_back(answer_pipe.get());
    run_child({.confinement = confinement,
               .limits = limits,
               .kept = std::move(kept_by_child),
               .work = work,
               .answer_pipe = answer_pipe.get(),
               .parent = parent});
  }
  answer_pipe = FileDescriptor();
  return ConfinedChild(child, std::move(answers)).outcome(limits);
}

}  // namespace docexport
