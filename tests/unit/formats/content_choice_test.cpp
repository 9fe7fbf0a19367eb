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

}  // namespace

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
  CHECK_FALSE(shows_furniture(ExportFormat::json, HeadersFooters::drop));
  for (const ExportFormat format : {ExportFormat::txt, ExportFormat::md, ExportFormat::csv, ExportFormat::jsonl}) {
    CAPTURE(to_string(format));
    CHECK_FALSE(shows_furniture(format, std::nullopt));
    CHECK(shows_furniture(format, HeadersFooters::keep));
  }
}

TEST_CASE("a mailbox has as many records as messages where they stay apart, and is one document else") {
  CHECK(mailbox_records(ExportFormat::json) == 12);
  CHECK(mailbox_records(ExportFormat::txt) == 1);
  CHECK(mailbox_records(ExportFormat::md) == 1);
}

}  // namespace docexport::test
