#include "docexport/rendering/renderer.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>

#include "docexport/base/error.hpp"
#include "docexport/base/interruption.hpp"
#include "unit/rendering/render_fixture.hpp"

namespace docexport::test {

namespace {

ErrorKind kind_thrown_by(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    return error.kind();
  }
  FAIL("nothing was thrown");
  return ErrorKind::usage;
}

}  // namespace

TEST_CASE_FIXTURE(RenderFixture, "a document is rendered, and the next one by the same helper") {
  check_that_documents_are_read();
  const std::vector<std::string> helper = children();
  REQUIRE(helper.size() == 1);
  check_that_documents_are_read();
  CHECK(children() == helper);
}

TEST_CASE_FIXTURE(RenderFixture, "identifying needs no file to write to") {
  std::ofstream(folder() / "data.csv") << "a,b\n1,2\n";
  const FileDescriptor document = open_regular_file(folder() / "data.csv");
  Renderer renderer(DOCEXPORT_RENDER);
  const RenderOutcome outcome = renderer.render({.operation = RenderOperation::identify, .document_name = "data.csv"},
                                                {.document = document.get()});
  CHECK_FALSE(outcome.failure);
  CHECK(outcome.media_type == "text/csv");
}

TEST_CASE_FIXTURE(RenderFixture, "what was read is counted") {
  const RenderOutcome outcome =
      render("name,city\nAda,London\nBlaise,Clermont Ferrand\n", {.document_name = "people.csv"});
  REQUIRE_FALSE(outcome.failure);
  CHECK(outcome.stats.rows == 2);
  CHECK(outcome.stats.words == 5);
}

TEST_CASE_FIXTURE(RenderFixture, "a document that cannot be read is a failure, not an error") {
  const RenderOutcome outcome = render("%PDF-1.7\nnothing follows", {.document_name = "broken.pdf"});
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::input);
  check_that_documents_are_read();
}

TEST_CASE_FIXTURE(RenderFixture, "a request may be larger than the kernel's packets") {
  const std::string value(std::size_t{1} << 20, 'v');
  const RenderOutcome outcome = render("text\n", {.document_name = "a.txt",
                                                  .format = ExportFormat::json,
                                                  .fields_json = R"([{"name":"long","value":")" + value + R"("}])"});
  REQUIRE_FALSE(outcome.failure);
  CHECK(outcome.stats.fields == 1);
  CHECK(output().find(value) != std::string::npos);
}

TEST_CASE_FIXTURE(RenderFixture, "fields larger than a message can be are a limit") {
  const RenderOutcome outcome = render("text\n", {.fields_json = std::string(render_message_limit, ' ')});
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::limit);
}

TEST_CASE_FIXTURE(RenderFixture, "a document that could be written is not passed on") {
  std::ofstream(folder() / "document") << "text\n";
  const FileDescriptor document(::open((folder() / "document").c_str(), O_RDWR | O_CLOEXEC));
  Renderer renderer(DOCEXPORT_RENDER);
  CHECK(kind_thrown_by([&] {
          renderer.render({.operation = RenderOperation::identify}, {.document = document.get()});
        }) == ErrorKind::internal);
}

TEST_CASE_FIXTURE(RenderFixture, "a helper that is killed between requests is started again") {
  check_that_documents_are_read();
  for (const std::string& helper : children()) {
    ::kill(std::stoi(helper), SIGKILL);
  }
  check_that_documents_are_read();
}

TEST_CASE_FIXTURE(RenderFixture, "a helper that is told to finish ends, and the next document starts another") {
  Renderer renderer(DOCEXPORT_RENDER);
  CHECK_FALSE(render_with(renderer, "text").failure);
  REQUIRE(children().size() == 1);
  const std::string first = children().front();
  renderer.finish();
  CHECK_FALSE(render_with(renderer, "text").failure);
  REQUIRE(children().size() == 1);
  CHECK(children().front() != first);
}

TEST_CASE_FIXTURE(RenderFixture, "a helper that dies once is started again and writes from the start") {
  Renderer renderer(helper_double(folder(), "crashes-once"));
  const RenderOutcome outcome = render_with(renderer, "text");
  CHECK_FALSE(outcome.failure);
  CHECK(output() == "all of it");
}

TEST_CASE_FIXTURE(RenderFixture, "a helper that dies twice has crashed on the document") {
  Renderer renderer(helper_double(folder(), "crashes"));
  const RenderOutcome outcome = render_with(renderer, "text");
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::input);
  CHECK(children().empty());
}

TEST_CASE_FIXTURE(RenderFixture, "a helper that does not work is an error, whatever the document") {
  const auto kind_of = [this](const std::filesystem::path& helper) {
    Renderer renderer(helper);
    return kind_thrown_by([&] { render_with(renderer, "text"); });
  };
  CHECK(kind_of(folder() / "missing") == ErrorKind::internal);
  for (const std::string behaviour : {"leaves", "babbles", "floods", "sends-descriptors"}) {
    CHECK_MESSAGE(kind_of(helper_double(folder(), behaviour)) == ErrorKind::internal, behaviour);
  }
  CHECK(children().empty());
}

TEST_CASE_FIXTURE(RenderFixture, "an answer that nobody asked for is not taken for the next one") {
  Renderer renderer(helper_double(folder(), "repeats-itself"));
  CHECK_FALSE(render_with(renderer, "text").failure);
  const std::vector<std::string> first = children();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  CHECK_FALSE(render_with(renderer, "text").failure);
  CHECK(children() != first);
}

TEST_CASE_FIXTURE(RenderFixture, "a helper that does not answer is killed after the document's time") {
  Renderer renderer(helper_double(folder(), "says-nothing"));
  const RenderOutcome outcome = render_with(renderer, "text", {.limits = {.wall_seconds = 0}});
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::limit);
  CHECK(children().empty());
}

TEST_CASE_FIXTURE(RenderFixture, "an interruption ends the wait and the helper") {
  const std::filesystem::path helper = helper_double(folder(), "says-nothing");
  const pid_t child = ::fork();
  if (child == 0) {
    install_interruption_handlers();
    Renderer renderer(helper);
    const bool is_interrupted =
        kind_thrown_by([&] { render_with(renderer, "text"); }) == ErrorKind::interrupted && children().empty();
    ::_exit(is_interrupted ? 0 : 1);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto begin = std::chrono::steady_clock::now();
  ::kill(child, SIGTERM);
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(status == 0);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(5));
}

}  // namespace docexport::test
