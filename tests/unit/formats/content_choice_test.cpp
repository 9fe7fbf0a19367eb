#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "written_export.hpp"

namespace docexport::test {

namespace {

using nlohmann::json;

void push_fields(ContentSink& sink) {
  sink.field({.name = "Total", .value = "12", .confidence = 90});
  sink.field({.name = "Date", .value = "2024-01-15"});
  sink.field({.name = "Signed", .value = "yes", .origin = FieldOrigin::form});
  sink.field({.name = "IBAN", .value = "DE02", .confidence = 40, .origin = FieldOrigin::found});
  sink.block({.text = "body"});
}

/// Names of the fields that json shows.
std::vector<std::string> fields_of(const RenderOptions& options) {
  std::vector<std::string> names;
  const json written = json::parse(write_export(ExportFormat::json, push_fields, options).text);
  for (const json& field : written.at("fields")) {
    names.push_back(field.at("name"));
  }
  return names;
}

void push_furniture(ContentSink& sink) {
  sink.block({.label = BlockLabel::page_header, .text = "running head"});
  sink.block({.text = "body"});
  sink.block({.label = BlockLabel::page_footer, .text = "page foot"});
}

bool shows_furniture(ExportFormat format, std::optional<HeadersFooters> choice) {
  const std::string text = write_export(format, push_furniture, {.headers_footers = choice}).text;
  CHECK(text.find("body") != std::string::npos);
  CHECK((text.find("running head") != std::string::npos) == (text.find("page foot") != std::string::npos));
  return text.find("running head") != std::string::npos;
}

std::uint64_t mailbox_records(ExportFormat format) {
  return write_export(request_for(format), [](ContentSink& sink) { sink.block({.text = "mail"}); },
                      {.message_count = 12})
      .records_count;
}

WrittenExport write_spreadsheet(ExportFormat format, const RenderOptions& options = {}) {
  const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
  const FileDescriptor scratch(::memfd_create("scratch", MFD_CLOEXEC));
  const auto writer =
      make_writer(request_for(format, options), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                  {.output = output.get(), .scratch = scratch.get()});
  writer->begin({.sheet_count = 1});
  writer->block({.label = BlockLabel::section_header, .level = 1, .text = "Prices"});
  push_table(*writer, {.sheet = "Prices", .header_rows = 1},
             {text_row({"day", "price"}),
              {{.text = "2024-01-15", .type = CellType::date}, {.text = "1.5", .type = CellType::number}},
              {{.text = "2024-01-16", .type = CellType::date}, {.text = "2", .type = CellType::number}}});
  writer->finish();
  WrittenExport written{.records_count = writer->records_count()};
  read_through(output.get(), "the export", [&](std::string_view bytes) { written.text += bytes; });
  return written;
}

}  // namespace

TEST_CASE("the records of a spreadsheet are its rows without header, in every format that can be read back") {
  for (const ExportFormat format : {ExportFormat::json, ExportFormat::jsonl, ExportFormat::csv, ExportFormat::xlsx,
                                    ExportFormat::xml, ExportFormat::md, ExportFormat::txt, ExportFormat::html}) {
    CAPTURE(to_string(format));
    CHECK(write_spreadsheet(format).records_count == 2);
  }
  CHECK(write_spreadsheet(ExportFormat::json, {.view = View::blocks}).records_count == 1);
}

TEST_CASE("a row format shows the rows of a spreadsheet unless something else is asked for") {
  CHECK(write_spreadsheet(ExportFormat::csv).text == "day,price\r\n2024-01-15,1.5\r\n2024-01-16,2\r\n");
  const std::string lines = write_spreadsheet(ExportFormat::jsonl, {.table = 1}).text;
  CHECK(lines == "{\"day\":\"2024-01-15\",\"price\":1.5}\n{\"day\":\"2024-01-16\",\"price\":2}\n");
  CHECK(write_spreadsheet(ExportFormat::csv, {.view = View::blocks}).records_count == 2);
}

TEST_CASE("json shows every field, a text only those that were given, unless fields are asked for") {
  CHECK(fields_of({}) == std::vector<std::string>{"Total", "Date", "Signed", "IBAN"});
  for (const ExportFormat format : {ExportFormat::txt, ExportFormat::md, ExportFormat::csv, ExportFormat::jsonl}) {
    CAPTURE(to_string(format));
    const std::string automatic = write_export(format, push_fields).text;
    CHECK(automatic.find("Total") != std::string::npos);
    CHECK(automatic.find("Signed") == std::string::npos);
    CHECK(automatic.find("IBAN") == std::string::npos);
    const std::string fields = write_export(format, push_fields, {.view = View::fields}).text;
    CHECK(fields.find("Signed") != std::string::npos);
    CHECK(fields.find("IBAN") != std::string::npos);
  }
}

TEST_CASE("a row format does not take found fields for what the document consists of") {
  const auto content = [](ContentSink& sink) {
    sink.field({.name = "IBAN", .value = "DE02", .origin = FieldOrigin::found});
    sink.block({.text = "body"});
  };
  CHECK(write_export(ExportFormat::csv, content).text == "page,label,level,text\r\n,text,0,body\r\n");
}

TEST_CASE("fields are chosen by name without case, and by confidence") {
  CHECK(fields_of({.include_fields = {"tOtAl", "signed", "lost"}}) == std::vector<std::string>{"Total", "Signed"});
  CHECK(fields_of({.min_confidence = 40}) == std::vector<std::string>{"Total", "Date", "Signed", "IBAN"});
  CHECK(fields_of({.min_confidence = 40.5}) == std::vector<std::string>{"Total", "Date", "Signed"});
  CHECK(fields_of({.include_fields = {"iban"}, .min_confidence = 80}).empty());
}

TEST_CASE("running heads and feet are kept where the whole document is, and dropped from what people read") {
  CHECK(shows_furniture(ExportFormat::json, std::nullopt));
  CHECK(shows_furniture(ExportFormat::xml, std::nullopt));
  CHECK_FALSE(shows_furniture(ExportFormat::html, std::nullopt));
  CHECK(shows_furniture(ExportFormat::html, HeadersFooters::keep));
  CHECK_FALSE(shows_furniture(ExportFormat::json, HeadersFooters::drop));
  for (const ExportFormat format : {ExportFormat::txt, ExportFormat::md, ExportFormat::csv, ExportFormat::jsonl}) {
    CAPTURE(to_string(format));
    CHECK_FALSE(shows_furniture(format, std::nullopt));
    CHECK(shows_furniture(format, HeadersFooters::keep));
  }
}

TEST_CASE("a mailbox has as many records as messages where they stay apart, and is one document else") {
  CHECK(mailbox_records(ExportFormat::json) == 12);
  CHECK(mailbox_records(ExportFormat::xml) == 12);
  CHECK(mailbox_records(ExportFormat::html) == 1);
  CHECK(mailbox_records(ExportFormat::txt) == 1);
  CHECK(mailbox_records(ExportFormat::md) == 1);
}

}  // namespace docexport::test
