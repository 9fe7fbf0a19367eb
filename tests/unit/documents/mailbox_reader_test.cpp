#include <doctest/doctest.h>

#include <string>

#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read(const std::string& bytes) {
  return DocumentFile("a.mbox", bytes).read_as("application/mbox");
}

std::string separator() {
  return "From alice@example.com Mon Jan 15 10:30:00 2024\n";
}

TEST_CASE("each message of a mailbox stands under its subject") {
  const RecordingSink sink =
      read(separator() + "Subject: one\nFrom: a\n\ntext\n\n" + separator() + "From: b\n\nmore\n");
  CHECK(sink.metadata.message_count == 2);
  CHECK(sink.block_texts() == Texts{"one", "From: a", "text", "(no subject)", "From: b", "more"});
  CHECK(sink.blocks[0].label == BlockLabel::section_header);
  CHECK(sink.blocks[0].level == 1);
}

TEST_CASE("quoted lines that begin like a separator are restored") {
  const RecordingSink sink =
      read(separator() + "Subject: one\n\nFrom now on\n\n>From here\n>>From there\n> From a reply\n");
  CHECK(sink.metadata.message_count == 1);
  CHECK(sink.block_texts() == Texts{"one", "From now on", "From here", "From there\nFrom a reply"});
  CHECK(sink.blocks[3].label == BlockLabel::quote);
}

TEST_CASE("a mailbox is read in pieces of any size") {
  std::string mailbox;
  for (int number = 0; number < 500; ++number) {
    mailbox += separator() + "Subject: " + std::to_string(number) + "\r\n\r\n" + std::string(1500, 'x') + "\r\n\r\n";
  }
  const RecordingSink sink = read(mailbox);
  CHECK(sink.metadata.message_count == 500);
  REQUIRE(sink.blocks.size() == 1000);
  CHECK(sink.blocks[998].text == "499");
  CHECK(sink.blocks[999].text == std::string(1500, 'x'));
}

TEST_CASE("an empty mailbox has no messages") {
  CHECK(read("").metadata.message_count == 0);
  CHECK(read("\n\n").block_texts().empty());
}

TEST_CASE("warnings of a mailbox are counted beyond the first") {
  std::string mailbox;
  for (int number = 0; number < 300; ++number) {
    mailbox += separator() + "Content-Type: application/ms-tnef\n\nx\n\n";
  }
  const RecordingSink sink = read(mailbox);
  REQUIRE(sink.warnings.size() == 201);
  CHECK(sink.warnings.back() == "100 more warnings about messages and attachments");
}

}  // namespace
}  // namespace docexport::test
