#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

RecordingSink read(const std::string& bytes) {
  return DocumentFile("a.eml", bytes).read_as("message/rfc822");
}

std::vector<std::string> texts_of(const std::string& bytes) {
  return read(bytes).block_texts();
}

using Texts = std::vector<std::string>;

TEST_CASE("a message is its subject, its headers and its text") {
  const RecordingSink sink = read(
      "From: Alice <alice@example.com>\r\nTo: Bob <bob@example.com>\r\nSubject: Plans\r\n"
      "Date: Mon, 15 Jan 2024 10:30:00 +0100\r\nMessage-ID: <1@example.com>\r\n\r\nHello Bob,\r\nhow are you?\r\n\r\n"
      "Alice\r\n");
  CHECK(sink.metadata.title == "Plans");
  CHECK(sink.metadata.author == "Alice <alice@example.com>");
  CHECK(sink.metadata.created == "2024-01-15T09:30:00Z");
  REQUIRE(sink.metadata.custom.size() == 4);
  CHECK(sink.metadata.custom[3].name == "Message-ID");
  CHECK(sink.metadata.custom[3].value == "<1@example.com>");
  REQUIRE(sink.blocks.size() == 4);
  CHECK(sink.blocks[0].label == BlockLabel::title);
  CHECK(sink.blocks[0].text == "Plans");
  CHECK(sink.blocks[1].text ==
        "From: Alice <alice@example.com>\nTo: Bob <bob@example.com>\nDate: Mon, 15 Jan 2024 10:30:00 +0100");
  CHECK(sink.blocks[1].spans.size() == 3);
  CHECK(sink.blocks[2].text == "Hello Bob,\nhow are you?");
  CHECK(sink.blocks[3].text == "Alice");
}

TEST_CASE("quoted text is a quote of its depth") {
  const RecordingSink sink = read("Subject: x\n\nNew\n> once\n> more\n> > twice\n>> also\nend\n");
  REQUIRE(sink.blocks.size() == 5);
  CHECK(sink.block_texts() == Texts{"x", "New", "once\nmore", "twice\nalso", "end"});
  CHECK(sink.blocks[2].label == BlockLabel::quote);
  CHECK(sink.blocks[2].level == 1);
  CHECK(sink.blocks[3].level == 2);
  CHECK(sink.blocks[4].label == BlockLabel::text);
}

TEST_CASE("a flowed text has its lines joined") {
  const std::string header = "Content-Type: text/plain; format=flowed";
  CHECK(texts_of(header + "\n\nOne \nline.\nTwo\n") == Texts{"One line.\nTwo"});
  CHECK(texts_of(header + "; delsp=yes\n\nOne \nline.\n") == Texts{"Oneline."});
  CHECK(texts_of(header + "\n\n>quoted \n>on\n > kept\n") == Texts{"quoted on", "> kept"});
}

TEST_CASE("transfer encodings and charsets are undone") {
  CHECK(texts_of("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
                 "caf=C3=A9 is=\n soft = kept\n") == Texts{"caf\xC3\xA9 is soft = kept"});
  CHECK(texts_of("Content-Transfer-Encoding: BASE64\n\nSGVsbG8g\r\nd29ybGQ=\n") == Texts{"Hello world"});
  CHECK(texts_of("Content-Type: text/plain; charset=koi8-r\n\n\xCD\xC9\xD2\n") == Texts{"\xD0\xBC\xD0\xB8\xD1\x80"});
  CHECK(texts_of("Content-Type: text/plain; charset=iso-8859-1\n\n\x80 5\n") == Texts{"\xE2\x82\xAC 5"});
  CHECK(texts_of("Content-Type: text/plain; charset=iso-8859-1\n\ncaf\xC3\xA9\n") == Texts{"caf\xC3\xA9"});
  CHECK(texts_of("Content-Type: text/plain; charset=no-such-charset\n\nplain\n") == Texts{"plain"});
}

TEST_CASE("of alternatives one is shown") {
  const auto mail = [](const std::string& html) {
    return "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\n"
           "Content-Type: text/html\n\n" +
           html + "\n--b--\n";
  };
  CHECK(texts_of(mail("<div>no structure</div>")) == Texts{"plain"});
  CHECK(texts_of(mail("<h1>Title</h1><p>Text")) == Texts{"Title", "Text"});
}

TEST_CASE("an HTML text is read with its structure, in the charset that the mail declares") {
  const RecordingSink sink =
      read("Subject: s\nContent-Type: text/html; charset=koi8-r\n\n<meta charset=utf-8><h2>\xCD</h2><p>\xC9</p>");
  CHECK(sink.block_texts() == Texts{"s", "\xD0\xBC", "\xD0\xB8"});
  CHECK(sink.blocks[1].label == BlockLabel::section_header);
}

TEST_CASE("attachments are listed, and read where there is a reader") {
  const RecordingSink sink = read(
      "Subject: Files\nContent-Type: multipart/mixed; boundary=\"b b\"\n\npreamble\n--b b\n\nSee below.\n--b b\n"
      "Content-Type: text/csv; name=a.csv\nContent-Disposition: attachment; filename=a.csv\n\nname,sum\nx,1\n--b b\n"
      "Content-Type: application/x-thing\nContent-Disposition: attachment; filename=\"b.thing\"\n"
      "Content-Transfer-Encoding: base64\n\nAAAB\n--b b--\nepilogue\n");
  CHECK(sink.block_texts() == Texts{"Files", "See below.", "Attachments", "a.csv (text/csv, 12 B)",
                                    "b.thing (application/x-thing, 3 B)", "a.csv"});
  CHECK(sink.calls == "bBBBBBBTtw");
  REQUIRE(sink.tables.size() == 1);
  CHECK(sink.tables[0].start.header_rows == 1);
  REQUIRE(sink.tables[0].rows.size() == 2);
  CHECK(RecordingSink::join(sink.tables[0].rows[1]) == "x|1");
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("\"b.thing\"") != std::string::npos);
}

TEST_CASE("the headings of an attachment stand below its name") {
  const RecordingSink sink = read(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/markdown; name=a.md\n\n# One\n## "
      "Two\n--b--\n");
  REQUIRE(sink.blocks.size() == 5);
  CHECK(sink.block_texts() == Texts{"Attachments", "a.md (text/markdown, 12 B)", "a.md", "One", "Two"});
  CHECK(sink.blocks[2].level == 1);
  CHECK(sink.blocks[3].level == 2);
  CHECK(sink.blocks[4].level == 3);
}

TEST_CASE("a damaged attachment ends its own table and nothing else") {
  const RecordingSink sink = read(
      "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/json; name=a.json\n\n"
      "[{\"a\": 1}, {\"a\":\n--b\nContent-Type: text/plain; name=b.txt\n\nfine\n--b--\n");
  CHECK(sink.blocks.back().text == "fine");
  CHECK(std::count(sink.calls.begin(), sink.calls.end(), 'T') == std::count(sink.calls.begin(), sink.calls.end(), 't'));
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("\"a.json\" was not read") != std::string::npos);
}

TEST_CASE("a message in a message is read, to a depth") {
  std::string mail = "Subject: innermost\n\nend\n";
  for (int depth = 0; depth < 30; ++depth) {
    mail = "Subject: outer\nContent-Type: message/rfc822\n\n" + mail;
  }
  const RecordingSink sink = read(mail);
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("nested too deeply") != std::string::npos);
  const RecordingSink twice = read("Subject: a\nContent-Type: message/rfc822\n\nSubject: b\nFrom: c\n\ntext\n");
  CHECK(twice.block_texts() == Texts{"a", "Attachments", "b (message/rfc822, 25 B)", "b", "From: c", "text"});
}

TEST_CASE("parts nested without end are refused") {
  std::string mail;
  for (int depth = 0; depth < 1000; ++depth) {
    const std::string boundary = "b" + std::to_string(depth);
    mail += "Content-Type: multipart/mixed; boundary=" + boundary + "\n\n--" + boundary + "\n";
  }
  CHECK_THROWS_WITH_AS(static_cast<void>(read(mail)), doctest::Contains("--max-depth"), Error);
}

TEST_CASE("what is nested deep is found in a text full of what looks like delimiters") {
  constexpr int levels = 200;
  std::string message;
  for (int level = 0; level < levels; ++level) {
    const std::string boundary = "b" + std::to_string(level);
    message += "Content-Type: multipart/alternative; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  message += "\r\n";
  const std::size_t lines = std::size_t{1} << 18;
  for (std::size_t line = 0; line < lines; ++line) {
    message += "--b-\r\n";
  }
  message += "the end\r\n";
  for (int level = levels - 1; level >= 0; --level) {
    message += "--b" + std::to_string(level) + "--\r\n";
  }
  const std::string text = read("Subject: s\r\n" + message).block_texts().back();
  CHECK(text.find("--b-\n") != std::string::npos);
  CHECK(text.find("--b1") == std::string::npos);
  CHECK(text.find("the end") == text.size() - 7);
}

TEST_CASE("boundaries that end with dashes or blanks, or begin alike, are told apart") {
  const auto texts = [](const std::string& boundary, const std::string& body) {
    return texts_of("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\n\n" + body);
  };
  CHECK(texts("b--", "--b\n\nbefore\n--b--\n\none\n--b--\n\n--b\n--b----\nafter\n") == Texts{"one", "--b"});
  CHECK(texts("b ", "--b\n\none\n--b  --\nafter\n") == Texts{"one"});
  CHECK(texts("b", "--bc\n--b\n\none\n--bc\n--b\t\n\ntwo\n--b--") == Texts{"one\n--bc", "two"});
}

TEST_CASE("what is signed is read, what is encrypted is said to be") {
  const RecordingSink is_signed = read(
      "Content-Type: multipart/signed; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: application/pgp-signature\n\nx\n"
      "--b--\n");
  CHECK(is_signed.block_texts() == Texts{"text"});
  CHECK(is_signed.warnings.size() == 1);
  const RecordingSink encrypted =
      read("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx");
  REQUIRE(encrypted.warnings.size() == 1);
  CHECK(encrypted.warnings[0].find("smime.p7m") != std::string::npos);
  CHECK(encrypted.warnings[0].find("encrypted") != std::string::npos);
  const RecordingSink outlook = read("Content-Type: application/ms-tnef; name=winmail.dat\n\nx");
  REQUIRE(outlook.warnings.size() == 1);
  CHECK(outlook.warnings[0].find("TNEF") != std::string::npos);
}

TEST_CASE("pictures in the text are pictures") {
  const RecordingSink sink = read(
      "Content-Type: multipart/related; boundary=b\n\n--b\n\ntext\n--b\nContent-Type: image/png; "
      "name=a.png\n\nx\n--b--\n");
  REQUIRE(sink.blocks.size() == 2);
  CHECK(sink.blocks[1].label == BlockLabel::picture);
  CHECK(sink.blocks[1].text == "a.png");
}

TEST_CASE("pictures that the HTML shows are shown once") {
  const RecordingSink sink = read(
      "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x<img src=\"cid:1@x\" alt=y>\n"
      "--b\nContent-Type: image/png; name=a.png\nContent-ID: <1@x>\n\nx\n--b--\n");
  CHECK(std::count_if(sink.blocks.begin(), sink.blocks.end(),
                      [](const Block& block) { return block.text == "a.png"; }) == 0);
  CHECK(sink.calls.find('w') == std::string::npos);
}

TEST_CASE("broken messages are read as far as they go") {
  CHECK(texts_of("no headers at all\n\nmore\n") == Texts{"no headers at all", "more"});
  CHECK(texts_of("Subject: a\rFrom: b\r\rold Macintosh\r") == Texts{"a", "From: b", "old Macintosh"});
  CHECK(texts_of("Content-Type: multipart/mixed\n\n--lost\nContent-Type: text/plain\n\nfound\n--lost--\n") ==
        Texts{"found"});
  CHECK(texts_of("Content-Type: multipart/mixed; boundary=b\n\nno parts\n") == Texts{"no parts"});
  CHECK(texts_of("Content-Type: multipart/mixed; boundary=b\n\n--b\n\ncut off") == Texts{"cut off"});
  CHECK(texts_of("Subject: caf\xE9\n\nx\n") == Texts{"caf\xC3\xA9", "x"});
  CHECK(texts_of("").empty());
}

}  // namespace
}  // namespace docexport::test
