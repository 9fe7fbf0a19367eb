#include <doctest/doctest.h>

#include <string>

#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read_text(std::string_view bytes) {
  return DocumentFile("notes.txt", bytes).read_as("text/plain");
}

struct EncodingCase {
  const char* what;
  std::string bytes;
  const char* encoding;
  const char* text;
};

TEST_CASE("a paragraph ends at a blank line, and its lines stay lines") {
  CHECK(read_text("one\ntwo\n\n \t\n\nthree\n").block_texts() == Texts{"one\ntwo", "three"});
  CHECK(read_text("one\r\ntwo\r\n\r\nthree").block_texts() == Texts{"one\ntwo", "three"});
  CHECK(read_text("one\rtwo\r\rthree\r").block_texts() == Texts{"one\ntwo", "three"});
  CHECK(read_text("page one\fpage two").block_texts() == Texts{"page one", "page two"});
  CHECK(read_text("  indented\n    more\n").block_texts() == Texts{"  indented\n    more"});
  CHECK(read_text("\n\n \n").block_texts().empty());
}

TEST_CASE("an empty text is an empty document") {
  const RecordingSink sink = read_text("");
  CHECK(sink.calls == "b");
  CHECK(sink.metadata.encoding == "UTF-8");
}

TEST_CASE("text comes as UTF-8 whatever it is encoded in") {
  const std::vector<EncodingCase> cases{
      {"UTF-8", "Grüße", "UTF-8", "Grüße"},
      {"UTF-8 with a mark", "\xEF\xBB\xBFGrüße", "UTF-8", "Grüße"},
      {"UTF-16LE with a mark", std::string("\xFF\xFEG\0r\0\xFC\0", 8), "UTF-16LE", "Grü"},
      {"UTF-16BE with a mark", std::string("\xFE\xFF\0G\0r\0\xFC", 8), "UTF-16BE", "Grü"},
      {"UTF-16LE without a mark", std::string("G\0r\0\xFC\0n\0", 8), "UTF-16LE", "Grün"},
      {"UTF-32LE with a mark", std::string("\xFF\xFE\0\0G\0\0\0\xFC\0\0\0", 12), "UTF-32LE", "Gü"},
      {"UTF-32BE without a mark", std::string("\0\0\0G\0\0\0\xFC", 8), "UTF-32BE", "Gü"},
      {"ISO-2022-JP", "\x1B$B$3$s$K$A$O\x1B(B", "ISO-2022-JP", "こんにちは"},
  };
  for (const EncodingCase& expected : cases) {
    CAPTURE(expected.what);
    const RecordingSink sink = read_text(expected.bytes);
    CHECK(sink.metadata.encoding == expected.encoding);
    REQUIRE(sink.blocks.size() == 1);
    CHECK(sink.blocks[0].text == expected.text);
  }
}

TEST_CASE("an encoding that only the end of a long text shows is found") {
  const std::string ascii(std::size_t{600} << 10, 'a');
  std::string russian;
  for (int repeat = 0; repeat < 20; ++repeat) {
    russian +=
        "\xCF\xF0\xE8\xE2\xE5\xF2, \xEC\xE8\xF0! \xDD\xF2\xEE \xF2\xE5\xEA\xF1\xF2 \xED\xE0 "
        "\xF0\xF3\xF1\xF1\xEA\xEE\xEC \xFF\xE7\xFB\xEA\xE5. ";
  }
  const RecordingSink sink = read_text(ascii + "\n\n" + russian);
  CHECK(sink.metadata.encoding == "windows-1251");
  REQUIRE(sink.blocks.size() == 2);
  CHECK(sink.blocks[1].text.starts_with("Привет, мир! Это текст на русском языке."));
}

TEST_CASE("a guess from few characters is said to be one") {
  const RecordingSink sink = read_text("caf\xE9 au lait");
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("guess") != std::string::npos);
}

TEST_CASE("a few damaged bytes do not turn UTF-8 into another encoding") {
  std::string text;
  for (int repeat = 0; repeat < 20; ++repeat) {
    text += "Größe ";
  }
  const RecordingSink sink = read_text(text + "\xFF end");
  CHECK(sink.metadata.encoding == "UTF-8");
  CHECK(sink.blocks.at(0).text.ends_with("\xEF\xBF\xBD end"));
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("1 character could not be read as UTF-8") != std::string::npos);
}

TEST_CASE("a character that two pieces share is read whole") {
  // Pieces are of 256 KiB; the euro sign begins at each place around the first border.
  for (std::size_t shift = 0; shift < 4; ++shift) {
    const std::string before((std::size_t{256} << 10) - shift, 'x');
    const RecordingSink sink = read_text(before + "€ and more");
    CAPTURE(shift);
    CHECK(sink.metadata.encoding == "UTF-8");
    CHECK(sink.warnings.empty());
    CHECK(sink.blocks.at(0).text == before + "€ and more");
  }
}

TEST_CASE("a NUL character becomes a replacement character") {
  const RecordingSink sink = read_text(std::string("a text\0with it", 14));
  CHECK(sink.block_texts() == Texts{"a text\xEF\xBF\xBDwith it"});
  CHECK(sink.warnings.size() == 1);
}

TEST_CASE("a paragraph that does not end is split without loss, between characters") {
  std::string text;
  while (text.size() < (std::size_t{5} << 19)) {
    text += "€";
  }
  const RecordingSink sink = read_text(text);
  std::string joined;
  for (const Block& block : sink.blocks) {
    CHECK(block.text.size() <= (std::size_t{1} << 20));
    CHECK(block.text.size() % 3 == 0);
    joined += block.text;
  }
  CHECK(joined == text);
  CHECK(sink.blocks.size() == 3);
  CHECK(sink.warnings.size() == 1);
}

TEST_CASE("blank lines around a split paragraph stay what they are") {
  const std::string line(std::size_t{3} << 19, 'y');
  const RecordingSink sink = read_text(line + "\n\nend");
  CHECK(sink.blocks.back().text == "end");
}

}  // namespace
}  // namespace docexport::test
