#include "docexport/documents/field_finder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "unit/documents/recording_sink.hpp"

namespace docexport::test {
namespace {

using Texts = std::vector<std::string>;

/// "name=value (type confidence)" of each field found.
Texts described(const RecordingSink& sink) {
  Texts texts;
  for (const Field& field : sink.fields) {
    texts.push_back(field.name + "=" + field.value + " (" + field.type + " " +
                    std::to_string(static_cast<int>(field.confidence.value_or(0))) + ")");
  }
  return texts;
}

Texts found_in_blocks(const std::vector<Block>& blocks) {
  RecordingSink sink;
  FieldFinder finder(sink);
  finder.begin({});
  for (const Block& block : blocks) {
    finder.block(block);
  }
  finder.finish();
  return described(sink);
}

Texts found_in(const std::string& text) {
  return found_in_blocks({{.label = BlockLabel::text, .text = text}});
}

Texts found_in_table(const TableStart& start, const std::vector<Texts>& rows) {
  RecordingSink sink;
  FieldFinder finder(sink);
  finder.begin({});
  finder.begin_table(start);
  for (const Texts& texts : rows) {
    Row row;
    for (const std::string& text : texts) {
      row.push_back({.text = text});
    }
    finder.table_row(row);
  }
  finder.end_table();
  finder.finish();
  return described(sink);
}

TEST_CASE("everything passes, and what was found comes before the end") {
  RecordingSink sink;
  FieldFinder finder(sink);
  finder.begin({.title = "Invoice"});
  finder.field({.name = "given", .value = "1"});
  finder.page({.page_no = 1});
  finder.block({.text = "Invoice number: 4711",
                .position = Position{.page_no = 3, .box = {.left = 1, .top = 2, .right = 3, .bottom = 4}}});
  finder.begin_table({});
  finder.table_row({{.text = "a"}});
  finder.end_table();
  finder.begin_records({"b"});
  finder.record({{.text = "Total: 5 EUR"}});
  finder.end_records();
  finder.warning("w");
  finder.finish();
  CHECK(sink.calls == "bfpBTtRrwf");
  CHECK(sink.metadata.title == "Invoice");
  REQUIRE(sink.fields.size() == 2);
  CHECK(sink.fields[1].origin == FieldOrigin::found);
  CHECK(sink.fields[1].page == 3);
  REQUIRE(sink.fields[1].box);
  CHECK(sink.fields[1].box->right == 3);
}

TEST_CASE("a label and its value stand in one line") {
  CHECK(found_in("Invoice number: 123") == Texts{"Invoice number=123 (text 90)"});
  CHECK(found_in("Total ........ 1,234.50 \xE2\x82\xAC") == Texts{"Total=1,234.50 \xE2\x82\xAC (currency 90)"});
  CHECK(found_in("Rechnungsdatum: 15.01.2024") == Texts{"Rechnungsdatum=15.01.2024 (date 90)"});
  CHECK(found_in("T\xC3\xA9l. : 01 23 45 67 89") == Texts{"T\xC3\xA9l.=01 23 45 67 89 (phone 90)"});
  CHECK(found_in("Last seen: 2024-01-15") == Texts{"Last seen=2024-01-15 (date 80)"});
  CHECK(found_in("Name: Jane Doe") == Texts{"Name=Jane Doe (text 80)"});
  CHECK(found_in("Date: Mon, 15 Jan 2024 10:30:00 +0100") == Texts{"Date=Mon, 15 Jan 2024 10:30:00 +0100 (date 85)"});
  CHECK(found_in("Total: 120") == Texts{"Total=120 (number 85)"});
}

TEST_CASE("a label and its value stand in two lines or blocks") {
  CHECK(found_in("Invoice date\n2024-01-15") == Texts{"Invoice date=2024-01-15 (date 85)"});
  CHECK(found_in_blocks({{.text = "Kundennummer:"}, {.text = "K-77"}}) == Texts{"Kundennummer=K-77 (text 85)"});
  CHECK(found_in_blocks({{.text = "Kundennummer:"}, {.label = BlockLabel::picture}, {.text = "K-77"}}).empty());
}

TEST_CASE("labels inside a line are found where their value is of their kind") {
  CHECK(found_in("Please pay. Invoice No. 2024-17 of Order ID: A/55 is due.") ==
        Texts{"Invoice No.=2024-17 (text 85)", "Order ID=A/55 (text 85)"});
  CHECK(found_in("There is no 17 in this order number.").empty());
}

TEST_CASE("lines of a form are fields when there are three") {
  CHECK(found_in("Colour: blue\nSize: large\nMaterial: wood") ==
        Texts{"Colour=blue (text 65)", "Size=large (text 65)", "Material=wood (text 65)"});
  CHECK(found_in("Colour: blue\nSize: large").empty());
  CHECK(found_in("Colour: blue\nSize: large\nbut then\nMaterial: wood").empty());
}

TEST_CASE("values without a label are found by their shape") {
  CHECK(found_in("Write to jane.doe+x@mail.example.com, please.") ==
        Texts{"email=jane.doe+x@mail.example.com (email 95)"});
  CHECK(found_in("Call +49 (0)30 123456-7 now") == Texts{"phone=+49 (0)30 123456-7 (phone 85)"});
  CHECK(found_in("to DE89 3704 0044 0532 0130 00 by") == Texts{"iban=DE89 3704 0044 0532 0130 00 (text 99)"});
  CHECK(found_in("It costs $1,234.50 or EUR 99.") ==
        Texts{"amount=$1,234.50 (currency 85)", "amount=EUR 99 (currency 70)"});
  CHECK(found_in("1.234,50 \xE2\x82\xAC und 1'000 CHF") ==
        Texts{"amount=1.234,50 \xE2\x82\xAC (currency 85)", "amount=1'000 CHF (currency 70)"});
}

TEST_CASE("dates are found in four languages") {
  for (const char* date : {"2024-01-15", "15 January 2024", "January 15, 2024", "Jan. 15th, 2024", "15. Januar 2024",
                           "1er mars 2024", "15 de enero de 2024", "15-Jan-2024", "2024-01-15T10:30:00Z"}) {
    CAPTURE(std::string(date));
    CHECK(found_in("on " + std::string(date) + ".") == Texts{"date=" + std::string(date) + " (date 85)"});
  }
  CHECK(found_in("on 15.01.2024.") == Texts{"date=15.01.2024 (date 80)"});
  CHECK(found_in("on 01/15/2024") == Texts{"date=01/15/2024 (date 80)"});
  CHECK(found_in("on 01/02/2024") == Texts{"date=01/02/2024 (date 70)"});
}

TEST_CASE("what only looks like a value is none") {
  for (const char* text : {"version 1.2.3.4",
                           "31.02.2024",
                           "ISBN 978-3-16-148410-0",
                           "see 12.4",
                           "the year 2024",
                           "May 2024",
                           "DE88 3704 0044 0532 0130 00",
                           "user@host",
                           "logo@2x.png",
                           "a ratio of 1:2",
                           "$x$ and $1",
                           "$x^2$",
                           "+1",
                           "10:30",
                           "https://example.com/2024/01/15/a",
                           "call 5551234",
                           "12345678901",
                           "CVE-2024-12345",
                           "1.5 % of 3",
                           "Chapter 1 ........ 12",
                           "Figure 1: A plot of 5",
                           "Note: this is important.",
                           "He said: go home",
                           "127.0.0.1",
                           "2024-01-15-draft",
                           "x+12345678901"}) {
    CAPTURE(std::string(text));
    CHECK(found_in(text) == Texts{});
  }
  CHECK(found_in_blocks({{.label = BlockLabel::code, .text = "Total: 5 EUR"}}).empty());
}

TEST_CASE("nothing is found twice") {
  CHECK(found_in("Mail: a@b.example\nor a@b.example\nMail: a@b.example") == Texts{"Mail=a@b.example (email 90)"});
  std::string text;
  for (int number = 1000; number < 3000; ++number) {
    text += "a" + std::to_string(number) + "@example.com\n";
  }
  CHECK(found_in(text).size() == 1000);
}

TEST_CASE("tables of label and value are fields, tables of data are not") {
  CHECK(found_in_table({}, {{"Invoice no.", "77"}, {"Date", "2024-01-15"}, {"Colour", "blue"}}) ==
        Texts{"Invoice no.=77 (text 90)", "Date=2024-01-15 (date 90)", "Colour=blue (text 75)"});
  CHECK(found_in_table({}, {{"Colour:", "blue", "Size:", "5"}}) == Texts{"Colour=blue (text 80)", "Size=5 (text 80)"});
  CHECK(found_in_table({.header_rows = 1}, {{"Item", "Price", ""}, {"Chair", "5 EUR", ""}, {"", "Total", "5 EUR"}}) ==
        Texts{"Total=5 EUR (currency 90)"});
  CHECK(found_in_table({.header_rows = 1}, {{"Name", "Date"}, {"Ann", "2024-01-15"}, {"Bob", "2024-01-16"}}).empty());
  CHECK(found_in_table({}, {{"Name", "City"}, {"Ann", "Rome"}}).empty());
  CHECK(found_in_table({}, {{"x", "ann@example.com", "1"}}) == Texts{"email=ann@example.com (email 95)"});
}

}  // namespace
}  // namespace docexport::test
