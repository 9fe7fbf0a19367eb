#include "cli/results.hpp"

#include <doctest/doctest.h>
#include <sys/mman.h>

#include "docexport/base/file.hpp"

using docexport::ErrorKind;
using docexport::Results;
using docexport::Shape;
using nlohmann::ordered_json;

namespace {

/// A session whose results and errors can be read back.
class ResultsFixture {
 public:
  static std::string content(const docexport::FileDescriptor& file) {
    std::string text;
    docexport::read_through(file.get(), "memory", [&text](std::string_view piece) { text += piece; });
    return text;
  }
  ordered_json document() {
    console.flush();
    return ordered_json::parse(content(output));
  }

  docexport::FileDescriptor output{::memfd_create("out", MFD_CLOEXEC)};
  docexport::FileDescriptor error{::memfd_create("err", MFD_CLOEXEC)};
  docexport::Environment environment{};
  docexport::GlobalOptions options{.json = true};
  docexport::Console console{-1, output.get(), error.get(), environment};
  docexport::Session session{options, environment, console};
};

}  // namespace

TEST_CASE_FIXTURE(ResultsFixture, "one success is an object beside its message") {
  Results results(session, "export", Shape::single);
  results.succeed();
  results.add_object({{"id", "a"}});
  CHECK(results.finish("done") == 0);
  CHECK(document() ==
        ordered_json(
            {{"success", true}, {"export", {{"id", "a"}}}, {"message", "done"}, {"failures", ordered_json::array()}}));
}

TEST_CASE_FIXTURE(ResultsFixture, "one failure without an object is null and gives the message") {
  Results results(session, "export", Shape::single);
  results.fail({.kind = ErrorKind::not_found, .message = "no export x"}, {.key = "id", .value = "x"});
  CHECK(results.finish("done") == 4);
  const ordered_json shown = document();
  CHECK(shown["success"] == false);
  CHECK(shown["export"].is_null());
  CHECK(shown["message"] == "no export x");
  CHECK(content(error) == R"({"error":{"code":4,"kind":"not_found","message":"no export x","id":"x"}})"
                          "\n");
}

TEST_CASE_FIXTURE(ResultsFixture, "several are a list, also when there are none") {
  Results results(session, "export", Shape::several);
  CHECK(results.finish("nothing") == 0);
  CHECK(document()["exports"] == ordered_json::array());
}

TEST_CASE_FIXTURE(ResultsFixture, "some of several failed") {
  Results results(session, "export", Shape::several);
  results.succeed();
  results.add_object({{"id", "a"}});
  results.fail({.kind = ErrorKind::access, .message = "no"});
  CHECK(results.finish("1 of 2") == 3);
  const ordered_json shown = document();
  CHECK(shown["success"] == false);
  CHECK(shown["exports"].size() == 1);
  CHECK(shown["failures"][0]["code"] == 7);
  CHECK(shown["message"] == "1 of 2");
}
