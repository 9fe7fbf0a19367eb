#include "docexport/sandbox/confined_call.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <new>
#include <stdexcept>
#include <string>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {

namespace {

RenderOutcome call(const std::function<RenderOutcome()>& work, const std::vector<int>& kept = {},
                   const std::vector<std::string>& readable_paths = {}) {
  return call_confined(Confinement(readable_paths), {.wall_seconds = 20}, kept, work);
}

RenderOutcome warn(std::string text) {
  return {.warnings = {std::move(text)}};
}

std::string open_result(const std::string& path) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  return file.is_open() ? "open" : std::to_string(errno);
}

}  // namespace

TEST_CASE("what the work returns is returned") {
  const RenderOutcome outcome = call([] {
    return RenderOutcome{.media_type = "text/plain", .records_count = 12, .stats = {.words = 3}, .warnings = {"w"}};
  });
  CHECK_FALSE(outcome.failure);
  CHECK(outcome.media_type == "text/plain");
  CHECK(outcome.records_count == 12);
  CHECK(outcome.stats.words == 3);
  CHECK(outcome.warnings == std::vector<std::string>{"w"});
}

TEST_CASE("what the work throws becomes a failure of its kind") {
  const auto failure_of = [](const std::function<RenderOutcome()>& work) {
    const RenderOutcome outcome = call(work);
    REQUIRE(outcome.failure);
    return *outcome.failure;
  };
  const RenderFailure damaged = failure_of([]() -> RenderOutcome { throw Error(ErrorKind::input, "damaged"); });
  CHECK(damaged.kind == ErrorKind::input);
  CHECK(damaged.message == "damaged");
  CHECK(failure_of([]() -> RenderOutcome { throw Error(ErrorKind::no_space, "full"); }).kind == ErrorKind::no_space);
  CHECK(failure_of([]() -> RenderOutcome { throw std::bad_alloc(); }).kind == ErrorKind::limit);
  CHECK(failure_of([]() -> RenderOutcome { throw std::out_of_range("index"); }).kind == ErrorKind::internal);
  CHECK(failure_of([]() -> RenderOutcome { throw 7; }).kind == ErrorKind::internal);
}

TEST_CASE("a child cannot claim a kind of failure that is the parent's to find") {
  const RenderOutcome outcome = call([]() -> RenderOutcome { throw Error(ErrorKind::access, "the key is refused"); });
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::internal);
}

TEST_CASE("the child has the standard descriptors, those kept and its pipe") {
  const FileDescriptor kept(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
  const FileDescriptor other(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
  const RenderOutcome outcome = call(
      [&] {
        int count = 0;
        for (int descriptor = 0; descriptor < 1000; ++descriptor) {
          count += ::fcntl(descriptor, F_GETFD) >= 0 ? 1 : 0;
        }
        return warn(std::to_string(count) + (::fcntl(other.get(), F_GETFD) < 0 ? " closed" : " open"));
      },
      {kept.get()});
  REQUIRE(outcome.warnings.size() == 1);
  CHECK(outcome.warnings.front() == "5 closed");
}

TEST_CASE("only the readable paths can be read, and only what is there") {
  const test::TemporaryDirectory data;
  const test::TemporaryDirectory secrets;
  std::ofstream(data.path() / "file") << "data";
  std::ofstream(secrets.path() / "file") << "secret";
  std::filesystem::create_symlink(secrets.path() / "file", data.path() / "link");
  const RenderOutcome outcome = call(
      [&] {
        return RenderOutcome{.warnings = {open_result(data.path() / "file"), open_result(secrets.path() / "file"),
                                          open_result(data.path() / "link"), open_result("/etc/passwd")}};
      },
      {}, {data.path(), "/no/such/folder"});
  REQUIRE(outcome.warnings.size() == 4);
  const std::string refused = std::to_string(EACCES);
  CHECK(outcome.warnings[0] == (has_landlock() ? "open" : refused));
  CHECK(outcome.warnings[1] == refused);
  CHECK(outcome.warnings[2] == refused);
  CHECK(outcome.warnings[3] == refused);
}

TEST_CASE("the child is gone when its outcome is there") {
  call([] { return RenderOutcome{}; });
  CHECK(::waitpid(-1, nullptr, WNOHANG) == -1);
  CHECK(errno == ECHILD);
}

TEST_CASE("one confinement serves many children") {
  const Confinement confinement({});
  for (int i = 0; i < 20; ++i) {
    const RenderOutcome outcome = call_confined(confinement, {}, {}, [] { return warn(open_result("/etc/passwd")); });
    CHECK(outcome.warnings == std::vector<std::string>{std::to_string(EACCES)});
  }
}

}  // namespace docexport
