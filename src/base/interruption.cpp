#include "docexport/base/interruption.hpp"

#include <array>
#include <atomic>
#include <csignal>
#include <string>

#include "docexport/base/error.hpp"

namespace docexport {

namespace {

// A signal handler can reach nothing but a global; it is lock-free and written nowhere else.
std::atomic<int> received_signal{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void note_signal(int signal) {
  if (received_signal.exchange(signal) != 0) {
    // The second one: its default action ends the process as soon as this handler returns.
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

}  // namespace

void install_interruption_handlers() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  for (const int signal : std::array{SIGINT, SIGTERM}) {
    struct sigaction current {};
    ::sigaction(signal, nullptr, &current);
    // nohup and shells that start background jobs ignore SIGINT on purpose.
    if (current.sa_handler != SIG_IGN) {
      ::sigaction(signal, &action, nullptr);
    }
  }
  // A reader that went away (`docexport list | head -1`) is an ordinary write error.
  std::signal(SIGPIPE, SIG_IGN);
  // A file-size limit is an ordinary write error too.
  std::signal(SIGXFSZ, SIG_IGN);
}

int interruption_signal() noexcept {
  return received_signal.load();
}

void throw_if_interrupted() {
  if (const int signal = interruption_signal(); signal != 0) {
    throw Error(ErrorKind::interrupted, signal == SIGINT ? "interrupted (SIGINT)" : "interrupted (SIGTERM)");
  }
}

}  // namespace docexport
