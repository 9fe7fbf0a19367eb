#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <string>

#include "docexport/base/sanitizer.hpp"
#include "unit/rendering/render_fixture.hpp"

// Needs the document type that a build for users does not have.
#ifdef DOCEXPORT_TEST_DOCUMENTS

namespace docexport::test {

namespace {

struct Attempt {
  std::string_view deed;
  ErrorKind kind;
  std::string_view message;  ///< part of the failure's message
  std::uint64_t wall_seconds = 30;
};

constexpr std::string_view forbidden = "SIGSYS";
constexpr std::string_view refused = "refused: Permission denied";
// A sanitizer ends the process itself.
constexpr std::string_view crash = is_sanitized_build ? "exit code 1" : "SIGSEGV";

constexpr std::array attempts = {Attempt{"socket", ErrorKind::input, forbidden},
                                 Attempt{"connect", ErrorKind::input, forbidden},
                                 Attempt{"exec", ErrorKind::input, forbidden},
                                 Attempt{"fork", ErrorKind::input, forbidden},
                                 Attempt{"thread", ErrorKind::input, forbidden},
                                 Attempt{"ptrace", ErrorKind::input, forbidden},
                                 Attempt{"open", ErrorKind::input, refused},
                                 Attempt{"proc", ErrorKind::input, refused},
                                 Attempt{"list", ErrorKind::input, refused},
                                 Attempt{"write-file", ErrorKind::input, forbidden},
                                 Attempt{"write-document", ErrorKind::input, "refused: Bad file descriptor"},
                                 Attempt{"kill-parent", ErrorKind::input, forbidden},
                                 Attempt{"mount", ErrorKind::input, forbidden},
                                 Attempt{"memory-file", ErrorKind::input, forbidden},
                                 Attempt{"raise-limits", ErrorKind::input, forbidden},
                                 Attempt{"execute-memory", ErrorKind::input, refused},
                                 Attempt{"cpu", ErrorKind::limit, "more than 1 s of processor time"},
                                 Attempt{"sleep", ErrorKind::limit, "longer than 1 s", 1},
                                 Attempt{"hang-up", ErrorKind::limit, "longer than 1 s", 1},
                                 Attempt{"output", ErrorKind::limit, "larger than 1.0 MiB"},
                                 Attempt{"crash", ErrorKind::input, crash},
                                 Attempt{"abort", ErrorKind::input, "crashed on this document"},
                                 Attempt{"leave", ErrorKind::input, "exit code 0"},
                                 Attempt{"flood", ErrorKind::input, "say too much"},
                                 Attempt{"lie", ErrorKind::input, "malicious"}};

RenderRequest short_request(std::uint64_t wall_seconds = 30) {
  return {.document_name = "hostile",
          .limits = {.memory_bytes = std::uint64_t{512} << 20,
                     .output_bytes = std::uint64_t{1} << 20,
                     .cpu_seconds = 1,
                     .wall_seconds = wall_seconds}};
}

}  // namespace

TEST_CASE_FIXTURE(RenderFixture, "a document that takes the reader over is stopped, and the next one is read") {
  for (const Attempt& attempt : attempts) {
    CAPTURE(attempt.deed);
    const RenderOutcome outcome =
        render("DOCEXPORT-MISBEHAVE " + std::string(attempt.deed) + "\n", short_request(attempt.wall_seconds));
    REQUIRE(outcome.failure);
    CAPTURE(outcome.failure->message);
    CHECK(outcome.failure->kind == attempt.kind);
    CHECK(outcome.failure->message.find(attempt.message) != std::string::npos);
    CHECK(children().size() == 1);
    check_that_documents_are_read();
  }
  CHECK_FALSE(std::filesystem::exists("/tmp/docexport-misbehaved"));
}

TEST_CASE_FIXTURE(RenderFixture,
                  "a document that needs too much memory is a limit" * doctest::skip(is_sanitized_build)) {
  const RenderOutcome outcome = render("DOCEXPORT-MISBEHAVE memory\n", short_request());
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::limit);
  CHECK(outcome.failure->message.find("more than 512 MiB of memory") != std::string::npos);
  check_that_documents_are_read();
}

TEST_CASE_FIXTURE(RenderFixture, "a document is read with an empty environment") {
  const RenderOutcome outcome = render("DOCEXPORT-MISBEHAVE environment\n", short_request());
  CHECK_FALSE(outcome.failure);
  CHECK(outcome.warnings.empty());
}

TEST_CASE_FIXTURE(RenderFixture, "a document is read with seven descriptors and may have few more") {
  const RenderOutcome outcome = render("DOCEXPORT-MISBEHAVE descriptors\n", short_request());
  REQUIRE_FALSE(outcome.failure);
  // 0 to 2, the document, the output, the scratch file and the pipe for the outcome; the last line counts.
  CHECK(outcome.warnings.size() == 8);
  CHECK(outcome.warnings.back() == "can have 64");
}

TEST_CASE_FIXTURE(RenderFixture, "an unknown deed is not taken for one that was stopped") {
  const RenderOutcome outcome = render("DOCEXPORT-MISBEHAVE nothing\n", short_request());
  REQUIRE(outcome.failure);
  CHECK(outcome.failure->kind == ErrorKind::unsupported);
}

}  // namespace docexport::test

#endif
