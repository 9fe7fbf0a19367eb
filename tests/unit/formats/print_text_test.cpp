#include "formats/print_text.hpp"

#include <doctest/doctest.h>

#include "formats/print_font_map.hpp"

namespace docexport::test {

namespace {

constexpr double wide = 5000;

/// By pango, which lays out styled text of any kind.
PrintText laid_out(PangoContext* fonts, const std::string& text, const PrintTextStyle& style, double width) {
  return {fonts, std::vector<StyledRun>{{.text = text}}, style, width};
}

}  // namespace

TEST_CASE("a plain line has the measures that pango gives it") {
  const ObjectPointer<PangoContext> fonts = make_print_context();
  const std::vector<PrintTextStyle> styles = {{},
                                              {.size = 8.37},
                                              {.size = 9, .is_bold = true, .ends_at_right = true},
                                              {.is_italic = true},
                                              {.size = 7, .is_mono = true}};
  for (const std::string text :
       {"", " ", "1,234.50", "office affluent fi", "AVATAR To. We", "a  b ", "~!\"#$%&'()*+"}) {
    for (const PrintTextStyle& style : styles) {
      CAPTURE(text);
      CAPTURE(style.size);
      const PrintText plain(fonts.get(), text, style, wide);
      const PrintText expected = laid_out(fonts.get(), text, style, wide);
      REQUIRE(plain.lines().size() == 1);
      REQUIRE(expected.lines().size() == 1);
      CHECK(plain.lines()[0].line == nullptr);
      CHECK(plain.lines()[0].indent == expected.lines()[0].indent);
      CHECK(plain.lines()[0].width == expected.lines()[0].width);
      CHECK(plain.lines()[0].ascent == expected.lines()[0].ascent);
      CHECK(plain.lines()[0].height == expected.lines()[0].height);
    }
  }
}

TEST_CASE("a text that needs more than a plain line is laid out by pango") {
  const ObjectPointer<PangoContext> fonts = make_print_context();
  const double width = laid_out(fonts.get(), "two words", {}, wide).lines()[0].width;
  CHECK(PrintText(fonts.get(), "two words", {}, width).lines().size() == 1);
  CHECK(PrintText(fonts.get(), "two words", {}, width - 1).lines().size() == 2);
  for (const std::string text : {"a\nb", "a\tb", "\xC3\xA9", "\xD7\xA9"}) {
    CAPTURE(text);
    CHECK(PrintText(fonts.get(), text, {}, wide).lines()[0].line != nullptr);
  }
}

}  // namespace docexport::test
