#include "docexport/base/interruption.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

/// The wait status of a child that runs `work` and exits with what it returns.
int status_of_child(const std::function<int()>& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::_exit(work());
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return status;
}

int exit_code_of_child(const std::function<int()>& work) {
  const int status = status_of_child(work);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("without a signal nothing is interrupted") {
  CHECK(interruption_signal() == 0);
  CHECK_NOTHROW(throw_if_interrupted());
}

TEST_CASE("a first SIGINT or SIGTERM sets the flag, and work ends with an error") {
  for (const int signal : {SIGINT, SIGTERM}) {
    CAPTURE(signal);
    CHECK(exit_code_of_child([signal] {
            install_interruption_handlers();
            std::raise(signal);
            if (interruption_signal() != signal) {
              return 1;
            }
            try {
              throw_if_interrupted();
            } catch (const Error& error) {
              return error.kind() == ErrorKind::interrupted ? 0 : 2;
            }
            return 3;
          }) == 0);
  }
}

TEST_CASE("a second signal ends the process, the same one or the other") {
  for (const int second : {SIGINT, SIGTERM}) {
    CAPTURE(second);
    const int status = status_of_child([second] {
      install_interruption_handlers();
      std::raise(SIGINT);
      std::raise(second);
      return 0;
    });
    CHECK(WIFSIGNALED(status));
    CHECK(WTERMSIG(status) == second);
  }
}

TEST_CASE("a SIGINT that the shell told us to ignore stays ignored") {
  CHECK(exit_code_of_child([] {
          std::signal(SIGINT, SIG_IGN);
          install_interruption_handlers();
          std::raise(SIGINT);
          std::raise(SIGINT);
          return interruption_signal();
        }) == 0);
}

TEST_CASE("a reader that went away is a write error, not the end") {
  CHECK(exit_code_of_child([] {
          install_interruption_handlers();
          int ends[2] = {-1, -1};
          if (::pipe(ends) != 0 || ::close(ends[0]) != 0) {
            return 1;
          }
          return ::write(ends[1], "x", 1) == -1 ? 0 : 2;
        }) == 0);
}

}  // namespace docexport
