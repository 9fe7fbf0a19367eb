#include "documents/spreadsheet_number.hpp"

#include <string>

#include <doctest/doctest.h>

namespace docexport {
namespace {

std::string shown(const Cell& cell) {
  const char* const type = cell.type == CellType::number ? "number" : cell.type == CellType::date ? "date" : "text";
  return std::string(type) + " " + cell.text;
}

std::string read(std::string_view literal, NumberKind kind = NumberKind::number,
                 DateSystem system = DateSystem::from_1900) {
  Cell cell;
  set_number(cell, literal, kind, system);
  return shown(cell);
}

std::string read_iso(std::string_view text) {
  Cell cell;
  set_iso_date(cell, text);
  return shown(cell);
}

TEST_CASE("a number is written in its shortest form that reads back the same") {
  CHECK(read("42") == "number 42");
  CHECK(read("-0.5") == "number -0.5");
  CHECK(read("0.10000000000000001") == "number 0.1");
  CHECK(read("3.1400000000000001") == "number 3.14");
  CHECK(read("0.30000000000000004") == "number 0.30000000000000004");
  CHECK(read("1.50") == "number 1.5");
  CHECK(read("007") == "number 7");
  CHECK(read("+7") == "number 7");
  CHECK(read(" 7 ") == "number 7");
  CHECK(read(".5") == "number 0.5");
  CHECK(read("-0") == "number 0");
  CHECK(read("0.0") == "number 0");
}

TEST_CASE("large and small numbers keep the syntax of JSON") {
  CHECK(read("100000") == "number 100000");
  CHECK(read("1E5") == "number 100000");
  CHECK(read("12345678901234567") == "number 12345678901234568");
  CHECK(read("1E+20") == "number 1e+20");
  CHECK(read("1.5E-7") == "number 1.5e-07");
  CHECK(read("0.000001") == "number 0.000001");
}

TEST_CASE("what is no number is text") {
  CHECK(read("12a") == "text 12a");
  CHECK(read("") == "text ");
  CHECK(read("nan") == "text nan");
  CHECK(read("1e999") == "text 1e999");
  CHECK(read("0x10") == "text 0x10");
}

TEST_CASE("serial numbers are days, with a leap day in 1900 that there never was") {
  CHECK(read("1", NumberKind::date) == "date 1900-01-01");
  CHECK(read("59", NumberKind::date) == "date 1900-02-28");
  CHECK(read("60", NumberKind::date) == "number 60");
  CHECK(read("61", NumberKind::date) == "date 1900-03-01");
  CHECK(read("45292", NumberKind::date) == "date 2024-01-01");
  CHECK(read("2958465", NumberKind::date) == "date 9999-12-31");
  CHECK(read("2958466", NumberKind::date) == "number 2958466");
  CHECK(read("-1", NumberKind::date) == "number -1");
  CHECK(read("0", NumberKind::date) == "number 0");
}

TEST_CASE("in the date system of 1904 the days count from its first") {
  CHECK(read("0", NumberKind::date, DateSystem::from_1904) == "date 1904-01-01");
  CHECK(read("43830", NumberKind::date, DateSystem::from_1904) == "date 2024-01-01");
}

TEST_CASE("a date has the time that it has, and a date-time always has one") {
  CHECK(read("45292.4375", NumberKind::date) == "date 2024-01-01T10:30:00");
  CHECK(read("45292", NumberKind::date_time) == "date 2024-01-01T00:00:00");
  CHECK(read("45292.999999999", NumberKind::date_time) == "date 2024-01-02T00:00:00");
  CHECK(read("0.4375", NumberKind::time) == "date 10:30:00");
  CHECK(read("0.43750578703703704", NumberKind::time) == "date 10:30:00.500");
  CHECK(read("0.5", NumberKind::date_time) == "date 12:00:00");
  CHECK(read("45292.5", NumberKind::time) == "date 2024-01-01T12:00:00");
}

TEST_CASE("elapsed time is text with as many hours as there are") {
  CHECK(read("2.0625", NumberKind::elapsed) == "text 49:30:00");
  CHECK(read("-0.5", NumberKind::elapsed) == "text -12:00:00");
  CHECK(read("1e300", NumberKind::elapsed) == "number 1e+300");
}

TEST_CASE("a number format says what its letters say outside quotes, escapes and brackets") {
  CHECK(kind_of_number_format("General") == NumberKind::number);
  CHECK(kind_of_number_format("#,##0.00") == NumberKind::number);
  CHECK(kind_of_number_format("0.00%") == NumberKind::number);
  CHECK(kind_of_number_format("0.00E+00") == NumberKind::number);
  CHECK(kind_of_number_format("0 \"days\"") == NumberKind::number);
  CHECK(kind_of_number_format("0\\d") == NumberKind::number);
  CHECK(kind_of_number_format("[Red]0;[Blue]-0") == NumberKind::number);
  CHECK(kind_of_number_format("[$USD] 0") == NumberKind::number);
  CHECK(kind_of_number_format("0;yyyy") == NumberKind::number);
  CHECK(kind_of_number_format("yyyy\\-mm\\-dd") == NumberKind::date);
  CHECK(kind_of_number_format("[$-409]d\\ mmmm\\ yyyy;@") == NumberKind::date);
  CHECK(kind_of_number_format("mmm") == NumberKind::date);
  CHECK(kind_of_number_format("DD.MM.YYYY HH:MM") == NumberKind::date_time);
  CHECK(kind_of_number_format("h:mm AM/PM") == NumberKind::time);
  CHECK(kind_of_number_format("mm:ss.0") == NumberKind::time);
  CHECK(kind_of_number_format("[h]:mm:ss") == NumberKind::elapsed);
  CHECK(kind_of_number_format("[mm]:ss") == NumberKind::elapsed);
  CHECK(kind_of_number_format("\"open") == NumberKind::number);
  CHECK(kind_of_number_format("[open") == NumberKind::number);
  CHECK(kind_of_number_format("\\") == NumberKind::number);
}

TEST_CASE("formats that have only a number are known") {
  CHECK(kind_of_builtin_format(0) == NumberKind::number);
  CHECK(kind_of_builtin_format(10) == NumberKind::number);
  CHECK(kind_of_builtin_format(14) == NumberKind::date);
  CHECK(kind_of_builtin_format(20) == NumberKind::time);
  CHECK(kind_of_builtin_format(22) == NumberKind::date_time);
  CHECK(kind_of_builtin_format(46) == NumberKind::elapsed);
  CHECK(kind_of_builtin_format(49) == NumberKind::number);
}

TEST_CASE("dates, times and durations in ISO 8601 are read") {
  CHECK(read_iso("2024-01-15") == "date 2024-01-15");
  CHECK(read_iso("2024-01-15T00:00:00") == "date 2024-01-15");
  CHECK(read_iso("2024-01-15T10:30:00.500Z") == "date 2024-01-15T10:30:00.5");
  CHECK(read_iso("2024-01-15T10:30:00.000000000") == "date 2024-01-15T10:30:00");
  CHECK(read_iso("10:30:00") == "date 10:30:00");
  CHECK(read_iso("PT10H30M00S") == "date 10:30:00");
  CHECK(read_iso("PT49H30M12.5S") == "text 49:30:12.500");
  CHECK(read_iso("-PT01H00M00S") == "text -01:00:00");
  CHECK(read_iso("P1Y") == "text P1Y");
  CHECK(read_iso("PT1") == "text PT1");
  CHECK(read_iso("soon") == "text soon");
}

}  // namespace
}  // namespace docexport
