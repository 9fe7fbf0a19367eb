#include "docexport/base/text.hpp"

#include <doctest/doctest.h>

#include <string>

namespace docexport {

TEST_CASE("text without controls is shown as it is") {
  CHECK(escape_controls("Übersee 東京 🙂 \"a\\b\"") == "Übersee 東京 🙂 \"a\\b\"");
}

TEST_CASE("control characters appear as escapes") {
  using namespace std::string_view_literals;
  CHECK(escape_controls("a\nb\rc\td") == "a\\nb\\rc\\td");
  CHECK(escape_controls("\x1b[31mred"sv) == "\\x1b[31mred");
  CHECK(escape_controls("a\0b"sv) == "a\\x00b");
  CHECK(escape_controls("\x7f") == "\\x7f");
  CHECK(escape_controls("\xC2\x85|\xC2\x9B"
                        "31m") == "\\x85|\\x9b31m");
}

TEST_CASE("every C0 and C1 control is escaped and the characters beside them are not") {
  for (unsigned value = 0; value < 0x20; ++value) {
    CAPTURE(value);
    CHECK(escape_controls(std::string(1, static_cast<char>(value))).front() == '\\');
  }
  for (unsigned value = 0x80; value < 0xA0; ++value) {
    CAPTURE(value);
    CHECK(escape_controls("\xC2" + std::string(1, static_cast<char>(value))).front() == '\\');
  }
  CHECK(escape_controls(" ~") == " ~");
  CHECK(escape_controls("\xC2\xA0") == "\xC2\xA0");
}

TEST_CASE("line separators and bidirectional controls appear as escapes") {
  CHECK(escape_controls("a\u2028b\u2029c") == "a\\u2028b\\u2029c");
  for (const char* control : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068", "\u2069",
                              "\u200E", "\u200F", "\u061C"}) {
    CAPTURE(control);
    CHECK(escape_controls(control).substr(0, 2) == "\\u");
  }
  CHECK(escape_controls("invoice\u202Efdp.exe") == "invoice\\u202efdp.exe");
}

TEST_CASE("bytes that are no UTF-8 appear as escapes") {
  CHECK(escape_controls("caf\xE9") == "caf\\xe9");
  CHECK(escape_controls("\xED\xA0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("good file names stay as they are") {
  for (const char* name : {".thing.output.json", "report.pdf", "..hidden", "a..b", "größe 東京.md", "a b'c\"d.csv"}) {
    CAPTURE(name);
    CHECK(safe_file_name(name, "fallback") == name);
  }
}

TEST_CASE("only the last component of a path is a file name") {
  CHECK(safe_file_name("../../etc/passwd", "x") == "passwd");
  CHECK(safe_file_name("a/b", "x") == "b");
  CHECK(safe_file_name("C:\\Users\\me\\report.pdf", "x") == "report.pdf");
  CHECK(safe_file_name("/", "x") == "x");
  CHECK(safe_file_name("folder/", "x") == "x");
}

TEST_CASE("names that mean something else give the fallback") {
  for (const char* name : {"", ".", "..", "...", "  ", "a/..", "a\\.."}) {
    CAPTURE(name);
    CHECK(safe_file_name(name, "document") == "document");
  }
}

TEST_CASE("controls and broken bytes do not get into a file name") {
  using namespace std::string_view_literals;
  CHECK(safe_file_name("a\0b.md"sv, "x") == "a_b.md");
  CHECK(safe_file_name("a\nb\x1b.md", "x") == "a_b_.md");
  CHECK(safe_file_name("invoice\u202Efdp.exe", "x") == "invoice_fdp.exe");
  CHECK(safe_file_name("caf\xE9.md", "x") == "caf_.md");
}

TEST_CASE("a long file name is cut to 255 bytes between characters and keeps its extension") {
  CHECK(safe_file_name(std::string(300, 'a') + ".json", "x") == std::string(250, 'a') + ".json");
  CHECK(safe_file_name(std::string(300, 'a'), "x") == std::string(255, 'a'));
  CHECK(safe_file_name(std::string(255, 'a'), "x") == std::string(255, 'a'));

  std::string wide;
  for (int count = 0; count < 100; ++count) {
    wide += "東";
  }
  const std::string cut = safe_file_name(wide + ".md", "x");
  CHECK(cut.size() == 252 + 3);
  CHECK(is_valid_utf8(cut));
  CHECK(cut.ends_with("東.md"));
}

TEST_CASE("wide characters need two columns, combining ones none") {
  CHECK(display_width("") == 0);
  CHECK(display_width("report") == 6);
  CHECK(display_width("größe") == 5);
  CHECK(display_width("東京") == 4);
  CHECK(display_width("🙂") == 2);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\xE9") == 1);
}

TEST_CASE("lower case changes ASCII letters only") {
  CHECK(to_lower_ascii("ABC xyz Ü 1") == "abc xyz Ü 1");
}

TEST_CASE("trimming takes blanks off both ends") {
  CHECK(trim(" \t\r\n a b \v\f ") == "a b");
  CHECK(trim(" \n ").empty());
  CHECK(trim("").empty());
}

TEST_CASE("the nearest word is found, and none when none is near") {
  const std::vector<std::string> commands = {"export", "list", "download", "delete"};
  CHECK(nearest("exprot", commands) == "export");
  CHECK(nearest("lst", commands) == "list");
  CHECK(nearest("downlaod", commands) == "download");
  CHECK(nearest("xyz", commands).empty());
  CHECK(nearest("publish", commands).empty());
  CHECK(nearest("list", {}).empty());
}

}  // namespace docexport
