#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>

#include "docexport/base/error.hpp"
#include "formats/output_file.hpp"
#include "support/temporary_directory.hpp"
#include "written_export.hpp"

namespace docexport::test {

namespace {

constexpr std::array compressions = {Compression::gzip, Compression::zstd};

/// What the program of that name prints for the compressed bytes; they come from a file.
std::string decompressed(Compression compression, const std::string& bytes) {
  const TemporaryDirectory folder;
  const std::filesystem::path path = folder.path() / "export";
  {
    const FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    write_all(file.get(), bytes, "the compressed file");
  }
  const std::string program = compression == Compression::gzip ? "gzip -dc < " : "zstd -dcq < ";
  FILE* const output = ::popen((program + path.string()).c_str(), "r");
  REQUIRE(output != nullptr);
  std::string text;
  std::array<char, 65536> buffer{};
  for (std::size_t count = 0; (count = ::fread(buffer.data(), 1, buffer.size(), output)) > 0;) {
    text.append(buffer.data(), count);
  }
  CHECK(::pclose(output) == 0);
  return text;
}

void push_much(ContentSink& sink) {
  sink.block({.label = BlockLabel::section_header, .level = 1, .text = "Much"});
  for (int number = 0; number < 5000; ++number) {
    sink.block({.text = "paragraph " + std::to_string(number * 7919 % 5003) + std::string(90, 'x')});
  }
}

std::size_t writes_until_limit(Compression compression, const std::string& piece) {
  const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
  const RenderRequest request{.options = {.compression = compression}, .limits = {.output_bytes = 100'000}};
  OutputFile file(request, {.output = output.get()});
  for (std::size_t count = 0; count < 1000; ++count) {
    try {
      file.buffer().append(piece);
      file.flush();
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::limit);
      return count;
    }
  }
  return 1000;
}

}  // namespace

TEST_CASE("a compressed export of any format reads back as the plain one, with the same count") {
  for (const ExportFormat format : all_export_formats) {
    const WrittenExport plain = write_export(format, push_much);
    for (const Compression compression : compressions) {
      CAPTURE(to_string(format));
      CAPTURE(to_string(compression));
      const WrittenExport packed = write_export(format, push_much, {.compression = compression});
      CHECK(packed.records_count == plain.records_count);
      CHECK(decompressed(compression, packed.text) == plain.text);
    }
  }
}

TEST_CASE("compression gives the same bytes each time, and pays") {
  for (const Compression compression : compressions) {
    const RenderOptions options{.compression = compression};
    const WrittenExport first = write_export(ExportFormat::txt, push_much, options);
    CHECK(first.text == write_export(ExportFormat::txt, push_much, options).text);
    CHECK(first.text.size() * 5 < write_export(ExportFormat::txt, push_much).text.size());
  }
}

TEST_CASE("a gzip file tells neither a time nor a name nor a system") {
  const std::string text = write_export(ExportFormat::txt, push_much, {.compression = Compression::gzip}).text;
  CHECK(text.substr(0, 10) == std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff", 10));
}

TEST_CASE("a zstd file has a checksum") {
  const std::string text = write_export(ExportFormat::txt, push_much, {.compression = Compression::zstd}).text;
  constexpr unsigned checksum_flag = 4;
  CHECK((static_cast<unsigned char>(text.at(4)) & checksum_flag) != 0);
}

TEST_CASE("an empty export is a whole compressed file") {
  for (const Compression compression : compressions) {
    const WrittenExport packed = write_export(ExportFormat::txt, [](ContentSink&) {}, {.compression = compression});
    CHECK(!packed.text.empty());
    CHECK(decompressed(compression, packed.text).empty());
  }
}

TEST_CASE("the limit on the export file counts compressed bytes") {
  const std::string piece(1'000'000, 'x');
  CHECK(writes_until_limit(Compression::none, piece) == 0);
  CHECK(writes_until_limit(Compression::zstd, piece) > 100);
  std::string noise;
  for (unsigned value = 1; noise.size() < 400'000;) {
    value = value * 1664525U + 1013904223U;
    noise += static_cast<char>(value >> 24U);
  }
  CHECK(writes_until_limit(Compression::gzip, noise) < 3);
}

TEST_CASE("file names and content types say that a file is compressed") {
  CHECK(file_suffix(Compression::none).empty());
  CHECK(file_suffix(Compression::gzip) == ".gz");
  CHECK(file_suffix(Compression::zstd) == ".zst");
  CHECK(content_type(ExportFormat::csv, Compression::none) == content_type(ExportFormat::csv));
  CHECK(content_type(ExportFormat::csv, Compression::gzip) == "application/gzip");
  CHECK(content_type(ExportFormat::csv, Compression::zstd) == "application/zstd");
}

}  // namespace docexport::test
