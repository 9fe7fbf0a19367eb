#include <doctest/doctest.h>

#include "docexport/model/render_protocol.hpp"

namespace docexport {

TEST_CASE("a render request is read again as it was written") {
  const RenderRequest request{.operation = RenderOperation::render,
                              .document_name = "größe\n\"x\".pdf",
                              .media_type = "application/pdf",
                              .document_sha256 = "ab12",
                              .document_size = std::uint64_t{1} << 52U,
                              .format = ExportFormat::csv,
                              .options = {.view = View::tables, .table = 3, .raw_cells = true},
                              .fields_json = R"([{"name":"a","value":"b"}])",
                              .limits = {.memory_bytes = 1, .output_bytes = 2, .cpu_seconds = 3, .wall_seconds = 4}};
  const RenderRequest again = parse_render_request(write_render_request(request));
  CHECK(again.operation == RenderOperation::render);
  CHECK(again.document_name == request.document_name);
  CHECK(again.media_type == request.media_type);
  CHECK(again.document_sha256 == request.document_sha256);
  CHECK(again.document_size == request.document_size);
  CHECK(again.format == ExportFormat::csv);
  CHECK(again.options.view == View::tables);
  CHECK(again.options.table == 3);
  CHECK(again.options.raw_cells);
  CHECK(again.fields_json == request.fields_json);
  CHECK(again.limits.memory_bytes == 1);
  CHECK(again.limits.output_bytes == 2);
  CHECK(again.limits.cpu_seconds == 3);
  CHECK(again.limits.wall_seconds == 4);
}

TEST_CASE("a request to identify stays one, defaults stay defaults") {
  const RenderRequest again = parse_render_request(write_render_request({.operation = RenderOperation::identify}));
  CHECK(again.operation == RenderOperation::identify);
  CHECK(again.options.view == View::automatic);
  CHECK_FALSE(again.options.table);
  CHECK_FALSE(again.options.raw_cells);
  CHECK(again.limits.cpu_seconds == RenderLimits{}.cpu_seconds);
}

TEST_CASE("a document name that is no UTF-8 does not break the message") {
  const RenderRequest again = parse_render_request(write_render_request({.document_name = "caf\xE9.md"}));
  CHECK(again.document_name == "caf\xEF\xBF\xBD.md");
}

TEST_CASE("a request that cannot be read is an internal error") {
  for (const char* message : {"", "{}", "[]", R"({"format": "yaml"})"}) {
    CAPTURE(message);
    CHECK_THROWS_AS(parse_render_request(message), Error);
  }
}

TEST_CASE("options are kept as JSON and read again") {
  for (const RenderOptions& options :
       {RenderOptions{}, RenderOptions{.view = View::blocks, .table = 12, .raw_cells = true}}) {
    const RenderOptions again = parse_render_options(write_render_options(options));
    CHECK(again.view == options.view);
    CHECK(again.table == options.table);
    CHECK(again.raw_cells == options.raw_cells);
  }
  CHECK(parse_render_options("{}").view == View::automatic);
}

TEST_CASE("options that cannot be read mean a damaged catalog") {
  for (const char* json : {"", "[", R"({"table": "x"})", R"({"raw_cells": 3})"}) {
    CAPTURE(json);
    try {
      parse_render_options(json);
      FAIL("read");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::integrity);
    }
  }
}

}  // namespace docexport
