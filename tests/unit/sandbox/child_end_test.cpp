#include "sandbox/child_end.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <string>

namespace docexport {

namespace {

const RenderLimits limits{.memory_bytes = std::uint64_t{1} << 30, .output_bytes = 1 << 20, .cpu_seconds = 20};

RenderFailure of_signal(int signal, long cpu_seconds = 0, long kilobytes = 1000) {
  rusage usage{};
  usage.ru_utime.tv_sec = cpu_seconds;
  usage.ru_maxrss = kilobytes;
  return describe_child_end(signal, usage, limits);
}

constexpr long most_memory = 900L * 1024;

bool mentions(const RenderFailure& failure, const std::string& text) {
  return failure.message.find(text) != std::string::npos;
}

}  // namespace

TEST_CASE("a child that met a limit is a failure that names the limit") {
  CHECK(of_signal(SIGXCPU).kind == ErrorKind::limit);
  CHECK(mentions(of_signal(SIGXCPU), "20 s of processor time"));
  CHECK(of_signal(SIGXFSZ).kind == ErrorKind::limit);
  CHECK(mentions(of_signal(SIGXFSZ), "larger than 1.0 MiB"));
  CHECK(mentions(of_signal(SIGKILL, 21), "20 s of processor time"));
  CHECK(of_signal(SIGKILL, 1).kind == ErrorKind::limit);
  CHECK(mentions(of_signal(SIGKILL, 1), "ran out of memory"));
}

TEST_CASE("a child that crashed is the document's fault") {
  CHECK(of_signal(SIGSEGV).kind == ErrorKind::input);
  CHECK(mentions(of_signal(SIGSEGV), "crashed on this document (SIGSEGV)"));
  CHECK(of_signal(SIGSYS).kind == ErrorKind::input);
  constexpr int exit_code_3 = 3 << 8;
  CHECK(mentions(describe_child_end(exit_code_3, {}, limits), "exit code 3"));
}

TEST_CASE("a crash of a child that had taken most of its memory is a want of memory") {
  CHECK(of_signal(SIGSEGV, 1, most_memory).kind == ErrorKind::limit);
  CHECK(mentions(of_signal(SIGABRT, 1, most_memory), "more than 1.0 GiB of memory"));
}

}  // namespace docexport
