#include "documents/pdf_text.hpp"

#include <doctest/doctest.h>

#include "documents/pdf_bidi.hpp"
#include "documents/pdf_font.hpp"
#include "documents/pdf_line_joining.hpp"
#include "documents/pdf_list_marker.hpp"

namespace docexport::test {
namespace {

std::string joined(std::string text, std::string_view line, const KnownWords& words = {}) {
  append_line(text, line, words);
  return text;
}

TEST_CASE("ligatures, odd blanks and dingbats become what they stand for") {
  CHECK(normalize_line("e\uFB03cient \uFB01le") == "efficient file");
  CHECK(normalize_line("a\u00A0b\u2003c") == "a b c");
  CHECK(normalize_line("\uF0B7 item") == "\u2022 item");
  CHECK(normalize_line("plain") == "plain");
}

TEST_CASE("superscripts and fractions stay what they are") {
  CHECK(normalize_line("x² ½") == "x² ½");
}

TEST_CASE("a soft hyphen stays at the end of a line only") {
  CHECK(normalize_line("co\u00ADop\u00AD") == "coop\u00AD");
}

TEST_CASE("what is no character becomes the replacement character, controls nothing") {
  std::string text;
  append_character('a', text);
  append_character(0xD800, text);
  append_character(0x110000, text);
  append_character(0, text);
  append_character(0x85, text);
  append_character(0x1F600, text);
  CHECK(text == "a\uFFFD\uFFFD\U0001F600");
}

TEST_CASE("Hebrew and Arabic are turned into the order of reading") {
  CHECK(visual_to_logical("םולש") == "שלום");
  CHECK(visual_to_logical("םלוע םולש") == "שלום עולם");
}

TEST_CASE("numbers and foreign words keep their own order in a line from right to left") {
  CHECK(visual_to_logical("םינש 2024") == "2024 שנים");
  CHECK(visual_to_logical("הנכות תפש Python") == "Python שפת תוכנה");
}

TEST_CASE("foreign words in a line from left to right turn around in their place") {
  CHECK(visual_to_logical("the word םולש means peace") == "the word שלום means peace");
}

TEST_CASE("brackets pair whether the file names them by shape or by meaning") {
  CHECK(visual_to_logical(")םולש(") == "(שלום)");
  CHECK(visual_to_logical("(םולש)") == "(שלום)");
}

TEST_CASE("lines are joined with a blank, ideographs without") {
  CHECK(joined("one", "two") == "one two");
  CHECK(joined("日本", "語") == "日本語");
  CHECK(joined("", "one") == "one");
}

TEST_CASE("a word that was divided loses its hyphen") {
  CHECK(joined("a docu-", "ment") == "a document");
  CHECK(joined("a docu\u00AD", "ment") == "a document");
  CHECK(joined("a docu\u2010", "ment") == "a document");
}

TEST_CASE("a hyphen before a capital, a number or after a blank stays") {
  CHECK(joined("Jean-", "Pierre") == "Jean- Pierre");
  CHECK(joined("pages 3-", "5") == "pages 3- 5");
  CHECK(joined("one -", "two") == "one - two");
}

TEST_CASE("a compound keeps its hyphen where the document shows it") {
  KnownWords words;
  words.learn("has a load-carrying part, and documents there");
  CHECK(joined("the load-", "carrying part", words) == "the load-carrying part");
  CHECK(joined("all docu-", "ments", words) == "all documents");
  CHECK(joined("state-of-", "the art") == "state-of-the art");
  CHECK(joined("is self-", "locking") == "is self-locking");
}

TEST_CASE("only whole words are remembered: neither the first nor the last of a line") {
  KnownWords words;
  words.learn("ment of a docu-");
  CHECK(words.contains("of"));
  CHECK_FALSE(words.contains("ment"));
  CHECK_FALSE(words.contains("docu-"));
}

TEST_CASE("a sentence goes on in lower case after a line without an end") {
  CHECK(continues_sentence("it ends with a comma,", "and goes on"));
  CHECK_FALSE(continues_sentence("It ends.", "and goes on"));
  CHECK_FALSE(continues_sentence("It ends", "Another begins"));
}

TEST_CASE("bullets, numbers and letters are markers of lists") {
  for (const char* marker : {"•", "-", "1.", "12)", "(3)", "a)", "(b)", "iv.", "c."}) {
    CAPTURE(marker);
    CHECK(is_list_marker(marker));
  }
  for (const char* word : {"", "1", "2024.", "1.2", "word", "A.", "a", ".", ")", "()", "12345678901234."}) {
    CAPTURE(word);
    CHECK_FALSE(is_list_marker(word));
  }
  CHECK(parse_list_marker("iv)")->number == 4);
  CHECK(parse_list_marker("c)")->number == 3);
  CHECK(parse_list_marker("c.")->is_bare_letter);
  CHECK_FALSE(parse_list_marker("•")->ordered);
}

TEST_CASE("a font's name tells its style, and loses the prefix of a subset") {
  CHECK(font_display_name("ABCDEF+Times-Roman") == "Times-Roman");
  CHECK(font_display_name("ABC+Times") == "ABC+Times");
  CHECK(font_display_name("\xC3(") == "\uFFFD(");
  CHECK(is_bold_font_name("ABCDEF+CMBX10"));
  CHECK_FALSE(is_bold_font_name("CMR10"));
  CHECK(is_italic_font_name("Arial-ItalicMT"));
  CHECK(is_fixed_width_font_name("CourierNew"));
}

}  // namespace
}  // namespace docexport::test
