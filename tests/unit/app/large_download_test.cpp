#include <sys/stat.h>

#include <fstream>

#include "app/part_file.hpp"
#include "app/range_hasher.hpp"
#include "app_fixture.hpp"
#include "docexport/app/downloading.hpp"

namespace docexport::test {

namespace {

constexpr std::uint64_t size = 3 * fetch_range_size + 1000;

std::string some_content() {
  std::string content(size, '\0');
  std::uint32_t state = 1;
  for (char& each : content) {
    state = state * 1664525U + 1013904223U;
    each = static_cast<char>(state >> 24);
  }
  return content;
}

class LargeDownload : public AppFixture {
 public:
  LargeDownload() : content(some_content()), row(complete(content)), target(folder.path() / "out.bin") {}

  PartIdentity identity() const {
    return {.export_id = row.id, .sha256 = *row.sha256, .etag = row.object_etag.value_or(""), .size = size};
  }

  /// What a download that was killed has left: these ranges, as `bytes` has them.
  void leave_part(const std::string& bytes, std::initializer_list<std::uint64_t> ranges) {
    PartFile part(target, identity());
    for (const std::uint64_t range : ranges) {
      const std::uint64_t offset = range * fetch_range_size;
      const std::string_view piece = std::string_view(bytes).substr(offset, fetch_range_size);
      write_all_at(part.descriptor(), piece, offset, "part");
      part.mark(offset, piece.size());
    }
  }

  std::filesystem::path part_path() const { return target.string() + "." + row.id.substr(0, 8) + ".part"; }

  void download() { download_export(services(), {.id = row.id, .output = target.string()}, {}); }

  std::string content;
  Export row;
  std::filesystem::path target;
};

std::string bytes_of(const std::filesystem::path& path) {
  return read_file(path, 100U << 20);
}

}  // namespace

TEST_CASE_FIXTURE(LargeDownload, "a large file arrives whole, and no part file is left") {
  std::uint64_t last = 0;
  download_export(services(), {.id = row.id, .output = target.string()},
                  [&last](std::uint64_t received, std::uint64_t) { last = received; });
  CHECK(bytes_of(target) == content);
  CHECK(last == size);
  CHECK_FALSE(std::filesystem::exists(part_path()));
  CHECK(find(row.id).download_count == 1);
}

TEST_CASE_FIXTURE(LargeDownload, "a part file keeps its ranges for the same object and for no other") {
  leave_part(content, {0, 3});
  {
    const PartFile part(target, identity());
    CHECK(part.is_resumed());
    CHECK(part.has(0, fetch_range_size));
    CHECK_FALSE(part.has(fetch_range_size, fetch_range_size));
    CHECK(part.has(3 * fetch_range_size, 1000));
    CHECK_FALSE(part.has(0, size));
  }
  PartIdentity other = identity();
  other.etag = "another";
  CHECK_FALSE(PartFile(target, other).is_resumed());
  CHECK_FALSE(PartFile(target, identity()).is_resumed());
}

TEST_CASE_FIXTURE(LargeDownload, "a download goes on with what is there") {
  leave_part(content, {0, 2});
  download();
  CHECK(bytes_of(target) == content);
  CHECK_FALSE(std::filesystem::exists(part_path()));
}

TEST_CASE_FIXTURE(LargeDownload, "wrong bytes of an earlier download are found, and it begins anew") {
  std::string wrong = content;
  wrong[fetch_range_size + 7] ^= 1;
  leave_part(wrong, {0, 1, 2, 3});
  download();
  CHECK(bytes_of(target) == content);
}

TEST_CASE_FIXTURE(LargeDownload, "a flipped byte in the store is found, and nothing is left") {
  std::fstream object(object_path(row), std::ios::in | std::ios::out | std::ios::binary);
  object.seekp(static_cast<std::streamoff>(size) - 5);
  object.put(static_cast<char>(content[size - 5] ^ 1));
  object.close();
  CHECK(kind_of_error([&] { download(); }) == ErrorKind::integrity);
  CHECK_FALSE(std::filesystem::exists(target));
  CHECK_FALSE(std::filesystem::exists(part_path()));
}

TEST_CASE_FIXTURE(LargeDownload, "two downloads to one target do not write to one part file") {
  const PartFile held(target, identity());
  CHECK(kind_of_error([&] { download(); }) == ErrorKind::busy);
}

TEST_CASE_FIXTURE(LargeDownload, "a file that somebody else linked to is not written to") {
  write_text(folder.path() / "mine", "mine");
  std::filesystem::create_hard_link(folder.path() / "mine", part_path());
  CHECK(kind_of_error([&] { download(); }) == ErrorKind::refused);
  CHECK(content_of(folder.path() / "mine") == "mine");
}

TEST_CASE_FIXTURE(LargeDownload, "ranges that arrive in any order are hashed in theirs") {
  const FileDescriptor file = open_unnamed_file(folder.path());
  write_all(file.get(), content, "test");
  RangeHasher hasher(file.get(), size, "test");
  hasher.add(2 * fetch_range_size, size - 2 * fetch_range_size);
  hasher.add(0, fetch_range_size);
  hasher.add(fetch_range_size, fetch_range_size);
  CHECK(hasher.finish() == *row.sha256);
  RangeHasher gap(file.get(), size, "test");
  gap.add(fetch_range_size, size - fetch_range_size);
  CHECK(gap.finish().empty());
}

}  // namespace docexport::test
