#include <doctest/doctest.h>

#include "documents/mail_date.hpp"
#include "documents/mime_encoding.hpp"
#include "documents/mime_field.hpp"
#include "documents/mime_header.hpp"

namespace docexport::test {
namespace {

TEST_CASE("folded headers are one line, and end at an empty line or at what is none") {
  const MimeHeaderBlock block = read_mime_headers("From x\nSubject: one\r\n two\nX-Empty:\n\nbody: no header\n");
  REQUIRE(block.headers.size() == 2);
  CHECK(readable_mime_header(block.headers, "subject") == "one two");
  CHECK(find_mime_header(block.headers, "X-Empty").empty());
  CHECK(block.body_offset == 36);
  CHECK(read_mime_headers("A: b\nno header\n").body_offset == 5);
}

TEST_CASE("encoded words are decoded") {
  CHECK(readable_mime_value("=?utf-8?Q?caf=C3=A9_au?= lait") == "caf\xC3\xA9 au lait");
  CHECK(readable_mime_value("=?ISO-8859-1?B?Y2Fm6Q==?=") == "caf\xC3\xA9");
  CHECK(readable_mime_value("=?UTF-8?Q?a?= =?UTF-8?Q?b?=") == "ab");
  CHECK(readable_mime_value("=?UTF-8?Q?caf=C3?=\r\n =?utf-8?Q?=A9?=") == "caf\xC3\xA9");
  CHECK(readable_mime_value("=?utf-8*en?Q?a?= b =?utf-8?q?c?=") == "a b c");
  CHECK(readable_mime_value("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=") == "\xE6\x97\xA5\xE6\x9C\xAC");
  CHECK(readable_mime_value("=?utf-8?X?a?= =?broken") == "=?utf-8?X?a?= =?broken");
}

TEST_CASE("encoded words without an end take no longer than others") {
  std::string text;
  for (int count = 0; count < 300'000; ++count) {
    text += "=?utf-8?q?a";
  }
  CHECK(readable_mime_value(text) == text);
}

TEST_CASE("parameters are put together") {
  const MimeField field = parse_mime_field(R"(Text/Plain; charset="utf-8"; name=a b.txt ; x="q\"r;s")");
  CHECK(field.value == "text/plain");
  CHECK(field.parameter("charset") == "utf-8");
  CHECK(field.parameter("name") == "a b.txt");
  CHECK(field.parameter("x") == "q\"r;s");
  CHECK(parse_mime_field("a; filename*=utf-8'en'caf%C3%A9.pdf; filename=cafe.pdf").parameter("filename") ==
        "caf\xC3\xA9.pdf");
  CHECK(parse_mime_field("a; filename*1*=%C3%A9.pdf; filename*0*=utf-8''caf").parameter("filename") ==
        "caf\xC3\xA9.pdf");
  CHECK(parse_mime_field("a; filename*0=one; filename*1=two").parameter("filename") == "onetwo");
  CHECK(parse_mime_field("a; filename=\"=?utf-8?Q?=C3=A9?=\"").parameter("filename") == "\xC3\xA9");
}

TEST_CASE("dates are moments in UTC") {
  CHECK(parse_mail_date("Mon, 15 Jan 2024 10:30:00 +0100 (CET)") == "2024-01-15T09:30:00Z");
  CHECK(parse_mail_date("15 Jan 24 10:30 EST") == "2024-01-15T15:30:00Z");
  CHECK(parse_mail_date("Mon Jan 15 10:30:00 2024") == "2024-01-15T10:30:00Z");
  CHECK(parse_mail_date("15-Jan-2024 10:30:00 -0230") == "2024-01-15T13:00:00Z");
  CHECK(parse_mail_date("2024-01-15T10:30:00Z") == "2024-01-15T10:30:00Z");
  CHECK(parse_mail_date("31 Feb 2024 10:00:00").empty());
  CHECK(parse_mail_date("soon").empty());
}

TEST_CASE("transfer encodings take what is wrong") {
  CHECK(decode_base64("SG Vs\nbG8*=") == "Hello");
  CHECK(decode_base64("YQ==Yg==") == "ab");
  CHECK(decode_base64("YQ") == "a");
  CHECK(decode_quoted_printable("a=3D=\r\nb=  \nc=ZZ=") == "a=bc=ZZ");
  CHECK(decode_transfer_encoding("=41", "Quoted-Printable") == "A");
  CHECK(decode_transfer_encoding("=41", "8bit") == "=41");
}

}  // namespace
}  // namespace docexport::test
