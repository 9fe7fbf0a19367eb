#include "storage/gathering_writer.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "docexport/base/file.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {
namespace {

std::string content_of(const FileDescriptor& file, std::uint64_t offset, std::size_t size) {
  std::string content(size, '\0');
  content.resize(read_at(file.get(), std::span(content), offset, "the test's file"));
  return content;
}

TEST_CASE("pieces of all sizes come to lie behind each other") {
  const test::TemporaryDirectory folder;
  const FileDescriptor file = open_unnamed_file(folder.path());
  GatheringWriter writer(file.get(), 7, "the test's file");
  std::string written;
  // Around half a mebibyte is where pieces are held no longer.
  for (const std::size_t size : {1U, 0U, 16384U, 500'000U, 8000U, 1U << 19U, (1U << 19U) + 1, 3U}) {
    const std::string piece(size, static_cast<char>('a' + written.size() % 26));
    writer.add(piece);
    written += piece;
    CHECK(writer.position() == 7 + written.size());
  }
  CHECK(file_size(file.get(), "the test's file") < 7 + written.size());
  writer.flush();
  CHECK(content_of(file, 7, written.size() + 1) == written);
  CHECK(writer.position() == 7 + written.size());
}

}  // namespace
}  // namespace docexport
