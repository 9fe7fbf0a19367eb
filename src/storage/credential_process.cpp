#include "storage/credential_process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <optional>

#include "docexport/base/file.hpp"
#include "docexport/base/interruption.hpp"
#include "docexport/process/child_process.hpp"
#include "storage/command_words.hpp"
#include "storage/credential_answer.hpp"

namespace docexport {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::size_t largest_answer = std::size_t{64} << 10;
// Some ask a person to sign in with a browser.
constexpr std::chrono::seconds longest_run{60};
// How late an interruption may be noticed.
constexpr std::chrono::milliseconds slice{100};

struct Pipe {
  FileDescriptor reader{};
  FileDescriptor writer{};
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw system_error("cannot make a pipe for credential_process", errno);
  }
  return {.reader = FileDescriptor(ends[0]), .writer = FileDescriptor(ends[1])};
}

/// Where a shell would find the program; the name itself when it is nowhere, so that starting it says so.
std::filesystem::path find_program(const std::string& name, const Environment& environment) {
  if (name.find('/') != std::string::npos) {
    return name;
  }
  const std::string path = environment.get("PATH").value_or("/usr/local/bin:/usr/bin:/bin");
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find(':', at), path.size());
    std::filesystem::path program = std::filesystem::path(path.substr(at, end - at)) / name;
    if (end > at && ::access(program.c_str(), X_OK) == 0) {
      return program;
    }
    at = end + 1;
  }
  return name;
}

/// The program's output, up to its end.
class OutputReader {
 public:
  OutputReader(int descriptor, SteadyTime deadline) : descriptor_(descriptor), deadline_(deadline) {
    text_.reserve(largest_answer);  // or growing would leave copies behind
  }
  OutputReader(const OutputReader&) = delete;
  OutputReader& operator=(const OutputReader&) = delete;
  ~OutputReader() {
    wipe(text_);
    explicit_bzero(buffer_.data(), buffer_.size());
  }

  /// nullopt when it is too long, or does not end in time.
  std::optional<Secret> read() {
    while (wait()) {
      const ssize_t count = ::read(descriptor_, buffer_.data(), buffer_.size());
      if (count == 0) {
        return Secret(std::move(text_));
      }
      if (count < 0 && errno != EINTR) {
        return std::nullopt;
      }
      const std::size_t size = count < 0 ? 0 : static_cast<std::size_t>(count);
      if (text_.size() + size > largest_answer) {
        return std::nullopt;
      }
      text_.append(buffer_.data(), size);
    }
    return std::nullopt;
  }

 private:
  /// False when the time is up.
  [[nodiscard]] bool wait() const {
    pollfd ready{.fd = descriptor_, .events = POLLIN, .revents = 0};
    while (std::chrono::steady_clock::now() < deadline_) {
      throw_if_interrupted();
      if (::poll(&ready, 1, static_cast<int>(slice.count())) > 0) {
        return true;
      }
    }
    return false;
  }

  int descriptor_;
  SteadyTime deadline_;
  std::string text_;
  std::array<char, 4096> buffer_{};
};

std::optional<int> wait_for(ChildProcess& child, SteadyTime deadline) {
  std::optional<int> status;
  while (!status && std::chrono::steady_clock::now() < deadline) {
    throw_if_interrupted();
    status = child.wait(slice);
  }
  return status;
}

std::string describe_end(int status) {
  return WIFSIGNALED(status) ? fmt::format("it was ended by signal {}", WTERMSIG(status))
                             : fmt::format("it ended with status {}", WEXITSTATUS(status));
}

ChildProcess start(const std::vector<std::string>& words, const Environment& environment, int output) {
  ChildProcessRequest request{.program = find_program(words.front(), environment),
                              .arguments = {words.begin() + 1, words.end()},
                              .descriptors = {{output, STDOUT_FILENO}}};
  request.environment.assign(environment.variables().begin(), environment.variables().end());
  return ChildProcess::start(request);
}

}  // namespace

Credentials run_credential_process(const AwsSetting& command, const Environment& environment) {
  const std::optional<std::vector<std::string>> words = split_command(command.value.reveal());
  if (!words || words->empty()) {
    throw Error(ErrorKind::configuration,
                fmt::format("{} is not a command: a quote in it is not closed. Correct it.", command.origin));
  }
  const auto failure = [&](const std::string& cause) {
    return Error(ErrorKind::access, fmt::format("{} gives no credentials: {}. Run that command by hand to see why.",
                                                command.origin, cause));
  };
  const SteadyTime deadline = std::chrono::steady_clock::now() + longest_run;
  Pipe pipe = make_pipe();
  std::optional<ChildProcess> child;
  try {
    child = start(*words, environment, pipe.writer.get());
  } catch (const Error& error) {
    throw failure(error.what());
  }
  pipe.writer = FileDescriptor();
  const std::optional<Secret> output = OutputReader(pipe.reader.get(), deadline).read();
  const std::optional<int> status = output ? wait_for(*child, deadline) : std::nullopt;
  if (!status) {
    throw failure(fmt::format("it wrote more than {} KiB, or did not end within {} seconds", largest_answer >> 10U,
                              longest_run.count()));
  }
  if (!WIFEXITED(*status) || WEXITSTATUS(*status) != 0) {
    throw failure(describe_end(*status));
  }
  return read_credential_answer(*output, {.token_name = "SessionToken", .has_version = true}, command.origin);
}

}  // namespace docexport
