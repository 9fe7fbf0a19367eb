#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

struct TypeCase {
  const char* name;
  std::string bytes;
  const char* declared;
  const char* expected;  ///< the media type, or the beginning of "kind: message"
};

std::string identify(const TypeCase& subject) {
  const DocumentFile file(subject.name, subject.bytes);
  try {
    return identify_document(file.source(), subject.declared);
  } catch (const Error& error) {
    return std::string(to_string(error.kind())) + ": " + error.what();
  }
}

void check_cases(const std::vector<TypeCase>& cases) {
  for (const TypeCase& subject : cases) {
    CAPTURE(subject.name);
    CAPTURE(subject.bytes.substr(0, 40));
    CHECK(identify(subject).substr(0, std::string(subject.expected).size()) == subject.expected);
  }
}

TEST_CASE("a PDF is one by its content, whatever its name or declared type") {
  check_cases({
      {"a.pdf", "%PDF-1.4\n", "", "application/pdf"},
      {"a.txt", "%PDF-1.4\n", "", "application/pdf"},
      {"a", std::string(500, '\0') + "%PDF-1.7", "", "application/pdf"},
      {"a.csv", "%PDF-1.4\n", "text/csv", "application/pdf"},
      {"a.pdf", "only text", "", "input: a.pdf is not a PDF"},
      {"a.pdf", "only text", "text/plain", "text/plain"},
  });
}

TEST_CASE("among texts the name decides, and before it what the user said") {
  check_cases({
      {"a.txt", "a,b\n", "", "text/plain"},
      {"a.md", "a,b\n", "", "text/markdown"},
      {"A.CSV", "a,b\n", "", "text/csv"},
      {"a.tsv", "a\tb\n", "", "text/tab-separated-values"},
      {"a.json", "no JSON at all", "", "application/json"},
      {"a.ndjson", "{}\n", "", "application/jsonl"},
      {"a.txt", "{\"a\": 1}", "", "text/plain"},
      {"a.txt", "a,b\n", "text/csv", "text/csv"},
      {"a.txt", "a,b\n", "Text/CSV; charset=utf-8", "text/csv"},
      {"a.txt", "a,b\n", "csv", "text/csv"},
      {"a.txt", "a,b\n", "application/msword", "unsupported: a.txt: the type application/msword is not supported"},
      {"a.csv",
       std::string("\xFF\xFE"
                   "a\0,\0",
                   6),
       "", "text/csv"},
  });
}

TEST_CASE("a text without a telling name is known by its structure") {
  check_cases({
      {"data", "[1, 2]", "", "application/json"},
      {"data", " \n{\"a\":\n 1}", "", "application/json"},
      {"data", "{\"a\": 1}\n{\"a\": 2}\n", "", "application/jsonl"},
      {"data", "{\"a\": 1}\n", "", "application/json"},
      {"data", "[section]\nkey = value\n", "", "text/plain"},
      {"data", "{not JSON}", "", "text/plain"},
      {"map.geojson", "{\"type\": \"Feature\"}", "", "application/json"},
      {"data", "{\"a\": \"" + std::string(100'000, 'x') + "\"}", "", "application/json"},
      {"data", "just words", "", "text/plain"},
  });
}

TEST_CASE("a page is known by its first tag, or by its name") {
  check_cases({
      {"a", " <!DOCTYPE html><p>x", "", "text/html"},
      {"a.csv", "<html><table>", "", "text/html"},
      {"a", "<!-- saved -->\n<!-- twice --><HTML>", "", "text/html"},
      {"a", "<?xml version='1.0'?>\n<!DOCTYPE html><html/>", "", "text/html"},
      {"a.html", "x", "", "text/html"},
      {"a.XHTML", "<?xml version='1.0'?><a/>", "", "text/html"},
      {"a", "<?xml version='1.0'?><a/>", "", "application/xml"},
      {"a.svg", "<svg>", "", "application/xml"},
      {"a.rss", "<rss/>", "", "application/xml"},
      {"a.txt", "<!-- only a comment", "", "text/plain"},
  });
}

TEST_CASE("a mail is known by its headers, a mailbox by its first line") {
  check_cases({
      {"a", "Return-Path: <x@y>\nReceived: by x\n", "", "message/rfc822"},
      {"a.txt", "Received: by x\n\tfor y\nFrom: z\n\ntext", "", "message/rfc822"},
      {"a", "From: a\nTo: b\nSubject: c\n\ntext", "", "message/rfc822"},
      {"a.txt", "From: a\nTo: b\nSubject: c\n\ntext", "", "text/plain"},
      {"a", "Name: a\nAge: 3\n", "", "text/plain"},
      {"a.eml", "nothing that looks like a header", "", "message/rfc822"},
      {"a", "From x@y Mon Jan 15 10:30:00 2024\nSubject: c\n", "", "application/mbox"},
      {"a", "From here: it goes on\nSubject: c\n", "", "text/plain"},
  });
}

TEST_CASE("an image is one by its content, whatever its name or declared type") {
  check_cases({
      {"a.txt", "\x89PNG\r\n\x1A\n", "", "image/png"},
      {"a.txt", "\xFF\xD8\xFF\xE0", "text/plain", "image/jpeg"},
      {"scan", std::string("II*\0", 4), "", "image/tiff"},
      {"a.png", "only text", "", "input: a.png is not a PNG image"},
  });
}

TEST_CASE("what cannot be read is refused by name") {
  check_cases({
      {"a.xlsb", std::string("PK\x03\x04....xl/workbook.bin"), "",
       "unsupported: a.xlsb is an Excel binary workbook (xlsb), which is not supported"},
      {"a.zip", std::string("PK\x03\x04....readme"), "", "unsupported: a.zip is a ZIP archive"},
      {"a.txt", "....ftypheic", "", "unsupported: a.txt is a HEIC image"},
      {"a.txt", "%!PS-Adobe-3.0", "", "unsupported: a.txt is a PostScript document"},
      {"a.md", "\x1F\x8B\x08", "", "unsupported: a.md is a gzip file"},
      {"a.rtf", "{\\rtf1 x}", "", "unsupported: a.rtf is an RTF document"},
      {"a.txt", std::string("a\0b\0\0\x01\x02zz", 9), "", "unsupported: a.txt is binary data"},
  });
}

TEST_CASE("the refusal names what is supported") {
  const std::string message = identify({"a.zip", "PK\x03\x04 readme", "", ""});
  CHECK(message.find("supported are plain text, Markdown, CSV") != std::string::npos);
}

TEST_CASE("markup is read as text when the user says so") {
  check_cases({
      {"a.html", "<html>", "text/plain", "text/plain"},
      {"a.eml", "Received: by x\n", "text/plain", "text/plain"},
      {"a.md", "<html>", "", "text/markdown"},
  });
}

TEST_CASE("an empty file is a text or nothing") {
  check_cases({
      {"a.txt", "", "", "text/plain"},
      {"a.csv", "", "", "text/csv"},
      {"a", "", "", "text/plain"},
      {"a.json", "", "", "application/json"},
      {"a.pdf", "", "", "input: a.pdf is empty"},
      {"a.docx", "", "", "input: a.docx is empty"},
  });
}

}  // namespace
}  // namespace docexport::test
