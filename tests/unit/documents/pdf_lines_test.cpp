#include "documents/pdf_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "unit/documents/pdf_words.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const std::vector<PdfLine>& lines) {
  Texts texts;
  for (const PdfLine& line : lines) {
    texts.push_back(line.text);
  }
  return texts;
}

Texts read(WordPage& page) {
  return texts_of(lay_out_page(page.page()).lines);
}

std::size_t count_printed(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return byte > ' '; }));
}

const Texts left = {"alpha beta gamma delta", "epsilon zeta eta theta", "iota kappa lambda mu nu",
                    "xi omicron pi rho sig", "tau upsilon phi chi psi"};
const Texts right = {"one two three four five", "six seven eight nine ten", "eleven twelve thirteen",
                     "fourteen fifteen six", "seventeen eighteen nine"};

Texts joined(Texts first, const Texts& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

TEST_CASE("words are joined to lines whatever the order they are drawn in") {
  WordPage page;
  page.line(72, 112, "second line").word(100, 100, "line").word(72, 100, "first");
  CHECK(read(page) == Texts{"first line", "second line"});
}

TEST_CASE("parts of a word that touch are one word") {
  WordPage page;
  page.word(72, 100, "foot").word(92.5, 100, "ball");
  CHECK(read(page) == Texts{"football"});
}

TEST_CASE("a blank that was drawn divides words that are set tight") {
  WordPage page;
  page.word(72, 100, "to").word(83, 100, "go");
  CHECK(read(page) == Texts{"togo"});
  page.page().words.front().space_after = true;
  CHECK(read(page) == Texts{"to go"});
}

TEST_CASE("two columns are read one after the other") {
  WordPage page;
  page.lines(72, 100, left).lines(220, 100, right);
  CHECK(read(page) == joined(left, right));
}

TEST_CASE("columns whose lines are not level are read one after the other") {
  WordPage page;
  page.lines(72, 100, left).lines(220, 105, right);
  CHECK(read(page) == joined(left, right));
}

TEST_CASE("a title over two columns is read before, a line across them between them") {
  WordPage page;
  page.line(72, 60, "A title that runs over both of the columns of the page", 12)
      .lines(72, 100, left)
      .lines(220, 100, right)
      .line(72, 200, "A line that runs across both of the columns of this page")
      .lines(72, 240, right)
      .lines(220, 240, left);
  Texts expected = {"A title that runs over both of the columns of the page"};
  expected = joined(joined(expected, left), right);
  expected.emplace_back("A line that runs across both of the columns of this page");
  CHECK(read(page) == joined(joined(expected, right), left));
}

TEST_CASE("three columns are read one after the other") {
  WordPage page;
  page.lines(40, 100, left).lines(188, 100, right).lines(336, 100, left);
  CHECK(read(page) == joined(joined(left, right), left));
}

TEST_CASE("columns of a script from right to left are read from the right one") {
  const Texts lines = {"אבג דהו זחט יכל מנס", "עפצ קרש תאב גדה וזח", "טיכ למנ סעפ צקר שתא", "בגד הוז חטי כלמ נסע",
                       "פצק רשת אבג דהו זחט"};
  WordPage page;
  page.lines(72, 100, lines).lines(372, 100, lines);
  const std::vector<PdfLine> read_lines = lay_out_page(page.page()).lines;
  REQUIRE(read_lines.size() == 10);
  CHECK(read_lines.front().box.left == doctest::Approx(372));
  CHECK(read_lines.front().right_to_left);
}

TEST_CASE("what stands side by side on lines that are no table is read row by row, and its lines are rows") {
  WordPage page;
  for (int row = 0; row < 2; ++row) {
    const double y = 100 + 12 * row;
    page.line(72, y, "name").line(172, y, "17").line(272, y, "yes");
  }
  const std::vector<PdfLine> lines = lay_out_page(page.page()).lines;
  REQUIRE(lines.size() == 2);
  CHECK(lines.front().text == "name 17 yes");
  CHECK(lines.front().is_row);
}

TEST_CASE("a number far from the text that it numbers makes no row") {
  WordPage page;
  page.word(72, 100, "5.1").line(112, 100, "Some heading");
  page.word(72, 130, "1 Entry .....").word(400, 130, "7");
  const std::vector<PdfLine> lines = lay_out_page(page.page()).lines;
  REQUIRE(lines.size() == 2);
  CHECK_FALSE(lines[0].is_row);
  CHECK(lines[1].is_row);
}

TEST_CASE("raised and lowered small words stay in their line") {
  WordPage page;
  page.line(72, 100, "text").word(92, 96, "12", 6).line(105, 100, "goes on").word(141, 103, "i", 6);
  page.word(72, 126, "3", 6).line(76, 130, "a note");
  CHECK(read(page) == Texts{"text12 goes oni", "3 a note"});
  CHECK(lay_out_page(page.page()).lines.back().begins_with_note_mark);
}

TEST_CASE("words that are drawn twice to look bold are read once") {
  WordPage page;
  page.word(72, 100, "Bold").word(72.4, 100, "Bold");
  CHECK(read(page) == Texts{"Bold"});
}

TEST_CASE("a line has the style of most of its characters") {
  WordPage page;
  page.line(72, 100, "Hint:", 10, WordFace::bold).line(102, 100, "the rest is regular and longer");
  page.line(72, 130, "entirely bold", 14, WordFace::bold);
  const std::vector<PdfLine> lines = lay_out_page(page.page()).lines;
  REQUIRE(lines.size() == 2);
  CHECK_FALSE(lines[0].bold);
  CHECK(lines[0].font_name == "Serif");
  CHECK(lines[1].bold);
  CHECK(lines[1].size == doctest::Approx(14));
}

TEST_CASE("a line in a fixed-width font keeps its blanks") {
  WordPage page;
  page.word(72, 100, "int", 10, WordFace::fixed_width).word(105, 100, "x;", 10, WordFace::fixed_width);
  CHECK(read(page) == Texts{"int   x;"});
}

TEST_CASE("turned text is laid out upright, after the upright text, and found again on the page") {
  for (const int turns : {1, 2, 3}) {
    CAPTURE(turns);
    WordPage page;
    page.word(72, 100, "upright");
    page.word(300, 400, "turned");
    PdfWord& word = page.page().words.back();
    word.quarter_turns = turns;
    const BoundingBox place = word.box;
    const std::vector<PdfLine> lines = lay_out_page(page.page()).lines;
    REQUIRE(texts_of(lines) == Texts{"upright", "turned"});
    const BoundingBox box = box_on_page(lines[1].box, lines[1].quarter_turns, page.page().info);
    CHECK(box.left == doctest::Approx(place.left));
    CHECK(box.top == doctest::Approx(place.top));
    CHECK(box.right == doctest::Approx(place.right));
    CHECK(box.bottom == doctest::Approx(place.bottom));
  }
}

TEST_CASE("no words are no lines") {
  CHECK(lay_out_page(PdfPage{}).lines.empty());
}

TEST_CASE("no word is lost on a page of words at random places") {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    WordPage page;
    std::size_t characters = 0;
    for (int index = 0; index < 300; ++index) {
      // A text of its own, so that no word counts as drawn twice.
      const std::string text = "w" + std::to_string(index);
      page.word(static_cast<double>(random() % 500), static_cast<double>(random() % 700), text,
                static_cast<double>(5 + random() % 20));
      page.page().words.back().quarter_turns = static_cast<int>(random() % 4);
      characters += text.size();
    }
    const PdfPageLines result = lay_out_page(page.page());
    std::size_t found = 0;
    for (const PdfLine& line : result.lines) {
      found += count_printed(line.text);
    }
    for (const PdfTable& table : result.tables) {
      for (const Row& row : table.rows) {
        found += std::accumulate(row.begin(), row.end(), std::size_t{0},
                                 [](std::size_t sum, const Cell& cell) { return sum + count_printed(cell.text); });
      }
    }
    CHECK(found == characters);
  }
}

TEST_CASE("as many words as a page may have take a moment, also where all overlap") {
  WordPage page;
  std::mt19937 random(7);
  for (int index = 0; index < 200000; ++index) {
    page.word(static_cast<double>(random() % 600), index % 2 == 0 ? 100 : static_cast<double>(random() % 700), "x",
              static_cast<double>(1 + random() % 20));
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(lay_out_page(page.page()).lines.empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

}  // namespace
}  // namespace docexport::test
