#include <doctest/doctest.h>

#include <string>

#include "docexport/base/error.hpp"
#include "unit/documents/document_file.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

RecordingSink read_csv(std::string_view bytes) {
  return DocumentFile("table.csv", bytes).read_as("text/csv");
}

struct CsvCase {
  const char* what;
  std::string bytes;
  Texts columns;
  Texts records;
};

void check_cases(const std::vector<CsvCase>& cases) {
  for (const CsvCase& expected : cases) {
    CAPTURE(expected.what);
    const RecordingSink sink = read_csv(expected.bytes);
    CHECK(sink.columns == expected.columns);
    CHECK(sink.record_texts() == expected.records);
    for (const Row& row : sink.records) {
      CHECK(row.size() == expected.columns.size());
    }
  }
}

TEST_CASE("rows, cells and quotes are read as RFC 4180 and spreadsheets write them") {
  check_cases({
      {"simple", "a,b\n1,2\n3,4\n", {"a", "b"}, {"1|2", "3|4"}},
      {"no last line end", "a,b\n1,2", {"a", "b"}, {"1|2"}},
      {"CRLF", "a,b\r\n1,2\r\n", {"a", "b"}, {"1|2"}},
      {"CR", "a,b\r1,2\r3,4", {"a", "b"}, {"1|2", "3|4"}},
      {"quotes", "a,b\n\"x, y\",\"say \"\"hi\"\"\"\n", {"a", "b"}, {"x, y|say \"hi\""}},
      {"line ends in quotes", "a,b\n\"x\r\ny\",\"\nz\"\n", {"a", "b"}, {"x\r\ny|\nz"}},
      {"empty cells", "a,b,c\n,,\n\"\",x,\n", {"a", "b", "c"}, {"||", "|x|"}},
      {"blank lines", "\n\na,b\n\n1,2\n\r\n3,4\n\n", {"a", "b"}, {"1|2", "3|4"}},
      {"a quote inside a cell", "a,b\n5\" pipe,x\n", {"a", "b"}, {"5\" pipe|x"}},
      {"text behind a closing quote", "a,b\n\"x\"y,z\n", {"a", "b"}, {"xy|z"}},
      {"a mark at the beginning", "\xEF\xBB\xBF\"a\",b\n1,2\n", {"a", "b"}, {"1|2"}},
      {"one column", "name\nJane\nJohn\n", {"name"}, {"Jane", "John"}},
      {"only a header", "a,b\n", {"a", "b"}, {}},
  });
}

TEST_CASE("a cell stays as it is written") {
  const RecordingSink sink = read_csv("zip,sum,when\n00123, 1.50 ,=1+1\n");
  CHECK(sink.record_texts() == Texts{"00123| 1.50 |=1+1"});
  CHECK(sink.records.at(0).at(0).type == CellType::text);
}

TEST_CASE("the delimiter is found") {
  check_cases({
      {"semicolon", "a;b\n1;2\n", {"a", "b"}, {"1|2"}},
      {"semicolon with decimal commas", "x;y\n1,5;2,5\n3,5;4,5\n", {"x", "y"}, {"1,5|2,5", "3,5|4,5"}},
      {"tab", "a\tb\n1\t2\n", {"a", "b"}, {"1|2"}},
      {"bar", "a|b\nx, y|2\n", {"a", "b"}, {"x, y|2"}},
      {"semicolon with names",
       "name;age\nDoe, John;12\nRoe, Jane;13\n",
       {"name", "age"},
       {"Doe, John|12", "Roe, Jane|13"}},
      {"comma with semicolons in quotes", "a,b\n\"1;2;3\",\"4;5;6\"\n", {"a", "b"}, {"1;2;3|4;5;6"}},
      {"named in the first line", "sep=;\r\na,x;b\r\n1,y;2\r\n", {"a,x", "b"}, {"1,y|2"}},
      {"commas inside quotes of one column", "note\n\"a, b\"\n\"c, d\"\n", {"note"}, {"a, b", "c, d"}},
  });
}

TEST_CASE("TSV is split at tabs alone") {
  const RecordingSink sink = DocumentFile("t.tsv", "a,x\tb\n1,2\t3\n").read_as("text/tab-separated-values");
  CHECK(sink.columns == Texts{"a,x", "b"});
  CHECK(sink.record_texts() == Texts{"1,2|3"});
}

TEST_CASE("column names are repaired where they are empty or repeated") {
  check_cases({
      {"empty", "a,,c,\n1,2,3,4\n", {"a", "column_2", "c", "column_4"}, {"1|2|3|4"}},
      {"repeated", "a,a,a_2,a\n1,2,3,4\n", {"a", "a_3", "a_2", "a_4"}, {"1|2|3|4"}},
      {"white space", " a , \n1,2\n", {"a", "column_2"}, {"1|2"}},
  });
}

TEST_CASE("a first row of nothing but numbers is data") {
  check_cases({
      {"numbers", "1,2.5,-3\n4,5,6\n", {"column_1", "column_2", "column_3"}, {"1|2.5|-3", "4|5|6"}},
      {"numbers and names", "name,2023\nx,1\n", {"name", "2023"}, {"x|1"}},
      {"alone", "1,2\n", {"column_1", "column_2"}, {"1|2"}},
      {"above empty cells", "1,2\n,\n", {"column_1", "column_2"}, {"1|2", "|"}},
      {"above one number", "1,2\na,b\nc,4\n", {"column_1", "column_2"}, {"1|2", "a|b", "c|4"}},
      {"one column of codes", "0123\nA123\nB123\n", {"column_1"}, {"0123", "A123", "B123"}},
      {"not whole", "1.5,2.5\na,b\n", {"column_1", "column_2"}, {"1.5|2.5", "a|b"}},
      {"repeated", "1,1\na,b\n", {"column_1", "column_2"}, {"1|1", "a|b"}},
  });
}

TEST_CASE("whole numbers above nothing but text number the columns") {
  check_cases({
      {"texts", "1,2,3\na,b,c\n", {"1", "2", "3"}, {"a|b|c"}},
      {"a wider row", "1, 2\na,b,c\nd,,\n", {"1", "2", "column_3"}, {"a|b|c", "d||"}},
      {"a long cell", "1,2\n" + std::string(100, '7') + ",b\n", {"1", "2"}, {std::string(100, '7') + "|b"}},
  });
}

TEST_CASE("ragged rows lose nothing and are counted in one warning") {
  const RecordingSink sink = read_csv("a,b\n1\n1,2,3\n\"x\ny\",2\n1,2,3,4\n");
  CHECK(sink.columns == Texts{"a", "b", "column_3", "column_4"});
  CHECK(sink.record_texts() == Texts{"1|||", "1|2|3|", "x\ny|2||", "1|2|3|4"});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0] == "3 of 5 rows have more or fewer cells than the first row's 2, the first in line 2");
}

TEST_CASE("a quote that is never closed swallows nothing") {
  const RecordingSink sink = read_csv("a,b\n1,\"x\n2,y\n3,\"\"\n\"\"\"\",z\n");
  CHECK(sink.record_texts() == Texts{"1|\"x", "2|y", "3|", "\"|z"});
  REQUIRE(sink.warnings.size() == 1);
  CHECK(sink.warnings[0].find("never closed") != std::string::npos);
}

TEST_CASE("a quote as the last character is an ordinary one") {
  CHECK(read_csv("a,b\n1,\"").record_texts() == Texts{"1|\""});
}

TEST_CASE("an empty CSV has no columns and no records") {
  CHECK(read_csv("").calls == "bRr");
  CHECK(read_csv("\n\r\n").calls == "bRr");
}

TEST_CASE("CSV in other encodings is converted") {
  const RecordingSink utf16 =
      read_csv(std::string("\xFF\xFE"
                           "a\0,\0\xFC\0\n\0"
                           "1\0,\0\xE9\0\n\0",
                           18));
  CHECK(utf16.metadata.encoding == "UTF-16LE");
  CHECK(utf16.columns == Texts{"a", "ü"});
  CHECK(utf16.record_texts() == Texts{"1|é"});
}

TEST_CASE("rows, cells, quotes and line ends are the same wherever a piece ends") {
  // Pieces are of 256 KiB. Each shift moves the border through a row with everything in it.
  const std::string row = "\"a \"\"b\"\", c\r\nd\",é,\"\"\r\n";
  const std::size_t border = std::size_t{256} << 10;
  for (std::size_t shift = 0; shift <= row.size(); ++shift) {
    std::string text = "x,y,z\r\n";
    text += std::string(border - shift - text.size() - 6, 'p') + ",q,r\r\n" + row + "1,2,3\r\n";
    const RecordingSink sink = read_csv(text);
    CAPTURE(shift);
    REQUIRE(sink.records.size() == 3);
    CHECK(sink.record_texts()[1] == "a \"b\", c\r\nd|é|");
    CHECK(sink.record_texts()[2] == "1|2|3");
    CHECK(sink.warnings.empty());
  }
}

TEST_CASE("a row of more columns than a spreadsheet has is over the limit") {
  try {
    static_cast<void>(read_csv("a,b\n" + std::string(16384, ',') + "\n"));
    FAIL("nothing was thrown");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::limit);
    CHECK(std::string(error.what()).find("table.csv, line 2") != std::string::npos);
  }
}

TEST_CASE("a record of more than 64 MiB is over the limit") {
  const std::string bytes = "a,b\n1,\"" + std::string((std::size_t{64} << 20) + 1, 'x') + "\"\n";
  CHECK_THROWS_WITH_AS(static_cast<void>(read_csv(bytes)), doctest::Contains("record 1"), Error);
}

}  // namespace
}  // namespace docexport::test
