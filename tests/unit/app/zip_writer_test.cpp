#include "app/zip_writer.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"
#include "docexport/base/crc.hpp"

using namespace docexport;

namespace {

FileDescriptor file_with(const std::string& content, const std::filesystem::path& folder) {
  FileDescriptor file = open_unnamed_file(folder);
  write_all(file.get(), content, "test");
  return file;
}

std::string bytes_of(const FileDescriptor& file) {
  std::string bytes;
  read_through(file.get(), "test", [&bytes](std::string_view piece) { bytes += piece; });
  return bytes;
}

std::string zip_of(const std::vector<std::pair<std::string, std::string>>& members,
                   std::uint64_t zip64_from = ZipWriter::usual_limit) {
  const test::TemporaryDirectory folder;
  const FileDescriptor file = open_unnamed_file(folder.path());
  ZipWriter zip(file.get(), "test.zip", zip64_from);
  for (const auto& [name, content] : members) {
    zip.add(name, file_with(content, folder.path()).get());
  }
  zip.finish();
  return bytes_of(file);
}

std::uint64_t number_at(const std::string& bytes, std::size_t offset, unsigned width) {
  std::uint64_t number = 0;
  for (unsigned index = 0; index < width; ++index) {
    number |= std::uint64_t{static_cast<unsigned char>(bytes.at(offset + index))} << (8 * index);
  }
  return number;
}

}  // namespace

TEST_CASE("a member is stored as it is, behind a header with its check and size") {
  const std::string bytes = zip_of({{"å.txt", "hello"}});
  CHECK(number_at(bytes, 0, 4) == 0x04034b50);
  CHECK(number_at(bytes, 4, 2) == 20);
  CHECK(number_at(bytes, 6, 2) == 0x0800);
  CHECK(number_at(bytes, 8, 2) == 0);
  CHECK(number_at(bytes, 14, 4) == crc32("hello"));
  CHECK(number_at(bytes, 18, 4) == 5);
  CHECK(number_at(bytes, 22, 4) == 5);
  CHECK(bytes.substr(30, 11) == "å.txthello");
}

TEST_CASE("the directory at the end says where each member is") {
  const std::string bytes = zip_of({{"a", "1"}, {"b", "22"}});
  const std::size_t end = bytes.size() - 22;
  CHECK(number_at(bytes, end, 4) == 0x06054b50);
  CHECK(number_at(bytes, end + 10, 2) == 2);
  const std::size_t directory = number_at(bytes, end + 16, 4);
  CHECK(number_at(bytes, end + 12, 4) == end - directory);
  CHECK(number_at(bytes, directory, 4) == 0x02014b50);
  CHECK(number_at(bytes, directory + 42, 4) == 0);
  CHECK(number_at(bytes, directory + 47 + 42, 4) == 32);
  CHECK(number_at(bytes, 32, 4) == 0x04034b50);
}

TEST_CASE("the same members give the same bytes, and no member gives an empty file") {
  CHECK(zip_of({{"a", "1"}, {"b", ""}}) == zip_of({{"a", "1"}, {"b", ""}}));
  CHECK(zip_of({}).size() == 22);
}

TEST_CASE("large sizes and places are written as Zip64") {
  const std::string bytes = zip_of({{"a", "12345678"}, {"b", "1"}}, 8);
  CHECK(number_at(bytes, 4, 2) == 45);
  CHECK(number_at(bytes, 18, 4) == 0xffffffff);
  CHECK(number_at(bytes, 28, 2) == 20);
  CHECK(number_at(bytes, 31, 2) == 1);
  CHECK(number_at(bytes, 35, 8) == 8);
  CHECK(number_at(bytes, 43, 8) == 8);
  CHECK(bytes.substr(51, 8) == "12345678");
  const std::size_t locator = bytes.size() - 22 - 20;
  CHECK(number_at(bytes, locator, 4) == 0x07064b50);
  const std::size_t record = number_at(bytes, locator + 8, 8);
  CHECK(number_at(bytes, record, 4) == 0x06064b50);
  CHECK(number_at(bytes, record + 32, 8) == 2);
  const std::size_t directory = number_at(bytes, record + 48, 8);
  CHECK(number_at(bytes, directory, 4) == 0x02014b50);
  // The second member is small, and lies far behind.
  const std::size_t second = directory + 46 + 1 + 20;
  CHECK(number_at(bytes, second + 20, 4) == 1);
  CHECK(number_at(bytes, second + 42, 4) == 0xffffffff);
  CHECK(number_at(bytes, second + 47 + 4, 8) == 59);
}

TEST_CASE("more members than 16 bits can count are counted all the same") {
  constexpr std::size_t count = 65535;
  const test::TemporaryDirectory folder;
  const FileDescriptor file = open_unnamed_file(folder.path());
  const FileDescriptor empty = file_with("", folder.path());
  ZipWriter zip(file.get(), "test.zip");
  for (std::size_t index = 0; index < count; ++index) {
    zip.add(std::to_string(index), empty.get());
  }
  zip.finish();
  const std::string bytes = bytes_of(file);
  CHECK(number_at(bytes, bytes.size() - 12, 2) == 0xffff);
  const std::size_t record = number_at(bytes, bytes.size() - 22 - 20 + 8, 8);
  CHECK(number_at(bytes, record + 32, 8) == count);
}
