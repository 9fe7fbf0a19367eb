#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {

namespace {

std::string text_of(const std::filesystem::path& path) {
  return read_file(path, 100);
}

std::size_t entries_of(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(
      std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("a pending file appears under its name with commit, whole and for its owner only") {
  const test::TemporaryDirectory folder;
  const std::filesystem::path target = folder.path() / "report.json";
  PendingFile file(target);
  write_all(file.descriptor(), "{}", "report");
  CHECK_FALSE(std::filesystem::exists(target));
  CHECK(entries_of(folder.path()) == 1);
  file.commit(Overwrite::no);
  CHECK(text_of(target) == "{}");
  CHECK(entries_of(folder.path()) == 1);
  struct stat status {};
  REQUIRE(::stat(target.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600);
}

TEST_CASE("a pending file that is not committed leaves nothing") {
  const test::TemporaryDirectory folder;
  {
    PendingFile file(folder.path() / "report.json");
    write_all(file.descriptor(), "half", "report");
    const PendingFile moved = std::move(file);
    CHECK(entries_of(folder.path()) == 1);
  }
  CHECK(entries_of(folder.path()) == 0);
}

TEST_CASE("a pending file replaces nothing unless it is told to") {
  const test::TemporaryDirectory folder;
  const std::filesystem::path target = folder.path() / "report.json";
  std::ofstream(target) << "old";
  {
    PendingFile file(target);
    write_all(file.descriptor(), "new", "report");
    try {
      file.commit(Overwrite::no);
      FAIL("replaced");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::refused);
      CHECK(std::string(error.what()).find(target.string()) != std::string::npos);
    }
  }
  CHECK(text_of(target) == "old");
  CHECK(entries_of(folder.path()) == 1);

  PendingFile file(target);
  write_all(file.descriptor(), "new", "report");
  file.commit(Overwrite::yes);
  CHECK(text_of(target) == "new");
}

TEST_CASE("a symbolic link at the target's name is neither followed nor replaced") {
  const test::TemporaryDirectory folder;
  std::filesystem::create_symlink("elsewhere", folder.path() / "report.json");
  PendingFile file(folder.path() / "report.json");
  CHECK_THROWS_AS(file.commit(Overwrite::no), Error);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "elsewhere"));
}

TEST_CASE("a pending file needs a folder that is there") {
  const test::TemporaryDirectory folder;
  try {
    const PendingFile file(folder.path() / "missing" / "report.json");
    FAIL("made");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::not_found);
  }
}

}  // namespace docexport
