#include "formats/scratch_file.hpp"

#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "support/temporary_directory.hpp"

namespace docexport {

namespace {

std::string all_of(const ScratchPart& part) {
  ScratchReader reader(part);
  std::string text;
  for (std::string_view piece = reader.next(1000); !piece.empty(); piece = reader.next(1000)) {
    text += piece;
  }
  return text;
}

void append(ScratchPart& part, const std::string& text) {
  part.buffer().append(text);
  part.flush_if_full();
}

}  // namespace

TEST_CASE("parts that grow in turns come back whole and apart") {
  const test::TemporaryDirectory folder;
  const FileDescriptor descriptor = open_unnamed_file(folder.path());
  ScratchFile file(descriptor.get(), 1ULL << 40U);
  ScratchPart first(file);
  ScratchPart second(file);
  std::string expected_first;
  std::string expected_second;
  for (int round = 0; round < 30'000; ++round) {
    expected_first += "first " + std::to_string(round) + '\n';
    append(first, "first " + std::to_string(round) + '\n');
    expected_second += "2nd " + std::to_string(round * 7) + std::string(20, '.');
    append(second, "2nd " + std::to_string(round * 7) + std::string(20, '.'));
  }
  CHECK(file_size(descriptor.get(), "scratch") > full_buffer_bytes);
  CHECK(all_of(first) == expected_first);
  CHECK(all_of(second) == expected_second);
  CHECK(all_of(second) == expected_second);
  first.clear();
  CHECK(first.empty());
  CHECK(all_of(first).empty());
}

TEST_CASE("a small part never touches the file") {
  ScratchFile file(-1, 1ULL << 40U);
  ScratchPart part(file);
  append(part, "small");
  CHECK(all_of(part) == "small");
}

TEST_CASE("more than the limit is refused, in the scratch file and in the export") {
  const test::TemporaryDirectory folder;
  const FileDescriptor descriptor = open_unnamed_file(folder.path());
  const std::string megabyte(std::size_t{1} << 20U, 'x');
  const auto kind_of = [](const std::function<void()>& work) {
    try {
      work();
    } catch (const Error& error) {
      return error.kind();
    }
    return ErrorKind::internal;
  };
  CHECK(kind_of([&] {
          ScratchFile file(descriptor.get(), megabyte.size() + 10);
          ScratchPart part(file);
          append(part, megabyte);
          append(part, megabyte);
        }) == ErrorKind::limit);
  CHECK(kind_of([&] {
          const RenderRequest request{.limits = {.output_bytes = megabyte.size() - 1}};
          OutputFile file(request, {.output = descriptor.get()});
          file.buffer().append(megabyte);
          file.flush();
        }) == ErrorKind::limit);
}

}  // namespace docexport
