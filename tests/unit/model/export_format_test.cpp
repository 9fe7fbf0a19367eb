#include "docexport/model/export_format.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace docexport {

TEST_CASE("each format is read again from its name, which is its extension") {
  for (const ExportFormat format : all_export_formats) {
    CAPTURE(to_string(format));
    CHECK(parse_export_format(to_string(format)) == format);
    CHECK(file_extension(format) == to_string(format));
  }
  CHECK_FALSE(parse_export_format("JSON"));
  CHECK_FALSE(parse_export_format("yaml"));
}

TEST_CASE("each format has a content type of its own, that of a text says utf-8, and a name for people") {
  std::set<std::string_view> types;
  std::set<std::string_view> names;
  for (const ExportFormat format : all_export_formats) {
    types.insert(content_type(format));
    names.insert(display_name(format));
    const bool is_text = format != ExportFormat::xlsx && format != ExportFormat::pdf;
    CHECK(content_type(format).ends_with("; charset=utf-8") == is_text);
  }
  CHECK(types.size() == all_export_formats.size());
  CHECK(names.size() == all_export_formats.size());
  CHECK(display_name(ExportFormat::json) == "JSON");
}

TEST_CASE("each view is read again from its name") {
  for (const View view : {View::automatic, View::fields, View::tables, View::blocks}) {
    CHECK(parse_view(to_string(view)) == view);
  }
  CHECK(parse_view("auto") == View::automatic);
  CHECK_FALSE(parse_view("automatic"));
}

}  // namespace docexport
