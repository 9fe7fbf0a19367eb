#include "docexport/process/child_process.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Runs shell text and returns what it wrote to its standard output.
class Shell {
 public:
  std::string operator()(const std::string& script, std::vector<std::pair<int, int>> descriptors = {},
                         std::vector<std::pair<std::string, std::string>> environment = {}) {
    const FileDescriptor output(open_unnamed_file(folder_.path()));
    descriptors.emplace_back(output.get(), STDOUT_FILENO);
    ChildProcess child = ChildProcess::start({.program = "/bin/sh",
                                              .arguments = {"-c", script},
                                              .environment = std::move(environment),
                                              .descriptors = std::move(descriptors)});
    const std::optional<int> status = child.wait(seconds(20));
    REQUIRE(status);
    std::string text;
    read_through(output.get(), "the output", [&text](std::string_view piece) { text += piece; });
    return text;
  }

 private:
  test::TemporaryDirectory folder_;
};

/// Whether the process has ended; a zombie that nobody has reaped yet counts.
bool has_ended(const std::string& process_id) {
  std::ifstream stat("/proc/" + process_id + "/stat");
  std::string content;
  std::getline(stat, content);
  return content.empty() || content.substr(content.rfind(')') + 1, 3).find('Z') != std::string::npos;
}

bool ends_soon(const std::string& process_id) {
  for (int i = 0; i < 200; ++i) {
    if (has_ended(process_id)) {
      return true;
    }
    std::this_thread::sleep_for(milliseconds(10));
  }
  return false;
}

std::string trimmed(std::string text) {
  text.erase(text.find_last_not_of('\n') + 1);
  return text;
}

}  // namespace

TEST_CASE("a child has the environment that it is given and nothing else") {
  ::setenv("DOCEXPORT_TEST_SECRET", "canary", 1);
  Shell shell;
  CHECK(shell("/usr/bin/env -u PWD -u _ -u SHLVL -u OLDPWD").empty());
  CHECK(shell("/usr/bin/env -u PWD -u _ -u SHLVL -u OLDPWD", {}, {{"NAME", "a value"}}) == "NAME=a value\n");
}

TEST_CASE("a child has no descriptor that is not named, whatever this process left open for it") {
  const test::TemporaryDirectory folder;
  const FileDescriptor inherited(::open("/dev/zero", O_RDONLY));  // NOLINT(android-cloexec-open): the point
  REQUIRE(::dup2(inherited.get(), 40) == 40);
  Shell shell;
  // 3 is the one that ls reads the folder with.
  CHECK(shell("exec ls /proc/self/fd", {{inherited.get(), 7}}) == "0\n1\n2\n3\n7\n");
  ::close(40);
}

TEST_CASE("the standard descriptors are /dev/null unless given") {
  Shell shell;
  CHECK(shell("readlink /proc/self/fd/0 /proc/self/fd/2") == "/dev/null\n/dev/null\n");
}

TEST_CASE("descriptors can change places") {
  const test::TemporaryDirectory folder;
  std::ofstream(folder.path() / "a") << "a";
  std::ofstream(folder.path() / "b") << "b";
  const FileDescriptor a(open_regular_file(folder.path() / "a"));
  const FileDescriptor b(open_regular_file(folder.path() / "b"));
  REQUIRE(a.get() < 10);
  REQUIRE(b.get() < 10);
  Shell shell;
  const std::string script = "cat <&" + std::to_string(a.get()) + "; cat <&" + std::to_string(b.get());
  CHECK(shell(script, {{a.get(), b.get()}, {b.get(), a.get()}}) == "ba");
}

TEST_CASE("a child starts with no signal ignored or blocked") {
  auto* const before = std::signal(SIGHUP, SIG_IGN);
  Shell shell;
  const std::string signals = shell("grep -E '^Sig(Ign|Blk):' /proc/self/status");
  CHECK(signals == "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
  std::signal(SIGHUP, before);
}

TEST_CASE("a program that is not there or cannot be run is an error that names it") {
  const auto kind_of = [](const std::string& program) {
    try {
      ChildProcess::start({.program = program});
    } catch (const Error& error) {
      CHECK(std::string(error.what()).find(program) != std::string::npos);
      return error.kind();
    }
    FAIL("it was started");
    return ErrorKind::usage;
  };
  CHECK(kind_of("/no/such/program") == ErrorKind::not_found);
  CHECK(kind_of("/etc/passwd") == ErrorKind::access);
}

TEST_CASE("waiting gives the status of a child that ended and nothing for one that runs") {
  ChildProcess ends = ChildProcess::start({.program = "/bin/sh", .arguments = {"-c", "exit 7"}});
  const std::optional<int> status = ends.wait(seconds(20));
  REQUIRE(status);
  CHECK(WEXITSTATUS(*status) == 7);
  CHECK_THROWS_AS(ends.wait(seconds(0)), Error);

  ChildProcess runs = ChildProcess::start({.program = "/bin/sleep", .arguments = {"100"}});
  CHECK_FALSE(runs.wait(milliseconds(20)));
}

TEST_CASE("killing a child kills its process group") {
  const test::TemporaryDirectory folder;
  const std::string file = folder.path() / "pid";
  ChildProcess child = ChildProcess::start(
      {.program = "/bin/sh",
       .arguments = {"-c", "sleep 100 & echo $! > " + file + ".new; mv " + file + ".new " + file + "; wait"},
       .environment = {{"PATH", "/usr/bin:/bin"}}});
  for (int i = 0; i < 500 && !std::filesystem::exists(file); ++i) {
    std::this_thread::sleep_for(milliseconds(10));
  }
  const std::string grandchild = trimmed(read_file(file, 100));
  const std::string process_id = std::to_string(child.process_id());
  CHECK_FALSE(has_ended(grandchild));
  child.kill();
  CHECK(child.process_id() == -1);
  CHECK(has_ended(process_id));
  CHECK(ends_soon(grandchild));
}

TEST_CASE("a child does not outlive its object") {
  std::string process_id;
  {
    const ChildProcess child = ChildProcess::start({.program = "/bin/sleep", .arguments = {"100"}});
    process_id = std::to_string(child.process_id());
    CHECK_FALSE(has_ended(process_id));
  }
  CHECK(has_ended(process_id));
}

TEST_CASE("a child does not outlive a parent that is killed") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    const ChildProcess child = ChildProcess::start({.program = "/bin/sleep", .arguments = {"100"}});
    const std::string process_id = std::to_string(child.process_id());
    write_all(ends[1], process_id + "\n", "the pipe");
    ::pause();
    ::_exit(0);
  }
  std::array<char, 32> buffer{};
  REQUIRE(::read(ends[0], buffer.data(), buffer.size() - 1) > 0);
  const std::string process_id = trimmed(buffer.data());
  CHECK_FALSE(has_ended(process_id));
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  CHECK(ends_soon(process_id));
  ::close(ends[0]);
  ::close(ends[1]);
}

}  // namespace docexport
