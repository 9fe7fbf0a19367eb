#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "docexport/base/error.hpp"
#include "documents/ocr_blocks.hpp"
#include "documents/ocr_reader.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

/// A white picture in the simplest format that leptonica reads.
std::string white_picture(int width, int height) {
  return "P5\n" + std::to_string(width) + " " + std::to_string(height) + "\n255\n" +
         std::string(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), '\xFF');
}

/// The beginning of a PNG, which says how large it is, and an empty piece of data.
std::string png_header(std::uint32_t width, std::uint32_t height) {
  const auto number = [](std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
    }
    return bytes;
  };
  return std::string("\x89PNG\r\n\x1A\n") + number(13) + "IHDR" + number(width) + number(height) +
         std::string("\x08\x00\x00\x00\x00", 5) + number(0) + number(0) + "IDAT" + number(0);
}

const ReadRequest with_ocr{.options = {.ocr = true}};

ErrorKind kind_of_failure(const std::string& bytes, const ReadRequest& request) {
  try {
    static_cast<void>(DocumentFile("scan.png", bytes).read_with("image/png", request));
  } catch (const Error& error) {
    return error.kind();
  }
  return ErrorKind::internal;
}

TEST_CASE("an image is refused without OCR, and the refusal names the option") {
  CHECK_THROWS_WITH_AS(static_cast<void>(DocumentFile("scan.png", white_picture(8, 8)).read_as("image/png")),
                       doctest::Contains("--ocr"), Error);
}

TEST_CASE("a language that is not installed is refused with those that are") {
  CHECK_THROWS_WITH_AS(load_ocr("eng+xxx"), doctest::Contains("\"xxx\" is not installed; installed are: "), Error);
}

TEST_CASE("a page without text gives its size and a warning") {
  load_ocr("eng");
  const RecordingSink sink = DocumentFile("scan.png", white_picture(300, 200)).read_with("image/png", with_ocr);
  CHECK(sink.calls == "bpw");
  CHECK(sink.metadata.page_count == 1);
  CHECK(sink.pages.at(0).width == doctest::Approx(300));
}

TEST_CASE("a damaged image is bad input, and one with too many pixels is never unpacked") {
  load_ocr("eng");
  CHECK(kind_of_failure(png_header(100, 100) + "garbage", with_ocr) == ErrorKind::input);
  CHECK(kind_of_failure("no image at all", with_ocr) == ErrorKind::input);
  CHECK(kind_of_failure(png_header(100'000, 100'000), with_ocr) == ErrorKind::limit);
}

TEST_CASE("places are in points when the resolution is known") {
  const std::vector<OcrParagraph> paragraphs{
      {.text = "words", .box = {.left = 150, .top = 300, .right = 450, .bottom = 600}, .confidence = 91}};
  const OcrPage page{.page_no = 2, .width = 1500, .height = 3000, .dots_per_inch = 300};
  const std::vector<Block> blocks = blocks_of(paragraphs, page);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text == "words");
  CHECK(blocks[0].position->page_no == 2);
  CHECK(blocks[0].position->box.left == doctest::Approx(36));
  CHECK(blocks[0].position->box.bottom == doctest::Approx(144));
  CHECK(blocks[0].confidence == 91);
  CHECK(page_info_of(page).height == doctest::Approx(720));
}

}  // namespace
}  // namespace docexport::test
