#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/process/child_process.hpp"
#include "docexport/rendering/renderer.hpp"
#include "support/temporary_directory.hpp"

namespace docexport::test {

namespace {

namespace fs = std::filesystem;

void make_program(const fs::path& path) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << "#!/bin/sh\n";
  fs::permissions(path, fs::perms::owner_all);
}

/// What a copy of this program that is installed as `program` finds.
std::string found_by(const fs::path& program) {
  const FileDescriptor output = open_unnamed_file(program.parent_path());
  ChildProcess child = ChildProcess::start({.program = program,
                                            .arguments = {"--no-skip", "--test-case=print the helper's path"},
                                            .descriptors = {{output.get(), STDOUT_FILENO}}});
  REQUIRE(child.wait(std::chrono::seconds(60)));
  std::string text;
  read_through(output.get(), "the output", [&text](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace

TEST_CASE("print the helper's path" * doctest::skip()) {
  try {
    std::cout << "found " << find_render_helper().string() << " it\n";
  } catch (const Error& error) {
    std::cout << to_string(error.kind()) << ' ' << error.what() << '\n';
  }
}

TEST_CASE("the helper is beside the program, or in libexec as installed") {
  const TemporaryDirectory prefix;
  const fs::path program = prefix.path() / "bin" / "docexport";
  fs::create_directories(program.parent_path());
  fs::copy_file("/proc/self/exe", program);

  const std::string missing = found_by(program);
  CHECK(missing.find("configuration docexport-render is neither in") != std::string::npos);

  const fs::path installed = prefix.path() / "libexec" / "docexport" / "docexport-render";
  make_program(installed);
  CHECK(found_by(program).find("found " + installed.string() + " it") != std::string::npos);

  const fs::path beside = prefix.path() / "bin" / "docexport-render";
  make_program(beside);
  CHECK(found_by(program).find("found " + beside.string() + " it") != std::string::npos);
}

}  // namespace docexport::test
