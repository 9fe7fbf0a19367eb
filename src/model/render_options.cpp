#include "docexport/model/render_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "model/enum_names.hpp"
#include "model/render_options_json.hpp"

namespace docexport {

namespace {

using nlohmann::json;

constexpr int last_page = 10'000'000;

[[noreturn]] void refuse_pages(std::string_view text) {
  throw Error(ErrorKind::usage, fmt::format("\"{}\" names no pages: write them like 1-3,7", text));
}

int page_from(std::string_view number, std::string_view whole) {
  number = trim(number);
  int page = 0;
  const auto [rest, error] = std::from_chars(number.data(), number.data() + number.size(), page);
  if (error != std::errc() || rest != number.data() + number.size() || page < 1 || page > last_page) {
    refuse_pages(whole);
  }
  return page;
}

PageRange range_from(std::string_view piece, std::string_view whole) {
  const std::size_t dash = piece.find('-');
  if (dash == std::string_view::npos) {
    const int page = page_from(piece, whole);
    return {.first = page, .last = page};
  }
  const PageRange range{.first = page_from(piece.substr(0, dash), whole),
                        .last = page_from(piece.substr(dash + 1), whole)};
  if (range.first > range.last) {
    refuse_pages(whole);
  }
  return range;
}

std::vector<PageRange> merged(std::vector<PageRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const PageRange& a, const PageRange& b) { return a.first < b.first; });
  std::vector<PageRange> result;
  for (const PageRange& range : ranges) {
    if (!result.empty() && range.first <= result.back().last + 1) {
      result.back().last = std::max(result.back().last, range.last);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

}  // namespace

std::string_view to_string(HeadersFooters choice) {
  switch (choice) {
    case HeadersFooters::drop:
      return "drop";
    case HeadersFooters::keep:
      return "keep";
  }
  return "drop";
}

std::string_view to_string(JsonSchema schema) {
  switch (schema) {
    case JsonSchema::docexport:
      return "docexport";
    case JsonSchema::docling:
      return "docling";
  }
  return "docexport";
}

std::string_view to_string(Compression compression) {
  switch (compression) {
    case Compression::none:
      return "none";
    case Compression::gzip:
      return "gzip";
    case Compression::zstd:
      return "zstd";
  }
  return "none";
}

std::string_view file_suffix(Compression compression) {
  switch (compression) {
    case Compression::none:
      return "";
    case Compression::gzip:
      return ".gz";
    case Compression::zstd:
      return ".zst";
  }
  return "";
}

std::string_view content_type(ExportFormat format, Compression compression) {
  switch (compression) {
    case Compression::none:
      return content_type(format);
    case Compression::gzip:
      return "application/gzip";
    case Compression::zstd:
      return "application/zstd";
  }
  return content_type(format);
}

std::vector<PageRange> parse_page_ranges(std::string_view text) {
  std::vector<PageRange> ranges;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    ranges.push_back(range_from(text.substr(begin, end - begin), text));
    begin = end + 1;
  }
  return merged(std::move(ranges));
}

std::string write_page_ranges(const std::vector<PageRange>& pages) {
  std::string text;
  for (const PageRange& range : pages) {
    text += text.empty() ? "" : ",";
    text += range.first == range.last ? fmt::format("{}", range.first) : fmt::format("{}-{}", range.first, range.last);
  }
  return text;
}

bool is_page_wanted(const std::vector<PageRange>& pages, int page_no) {
  return pages.empty() || std::any_of(pages.begin(), pages.end(), [page_no](const PageRange& range) {
           return range.first <= page_no && page_no <= range.last;
         });
}

json render_options_to_json(const RenderOptions& options) {
  const RenderOptions plain;
  json object = {{"view", to_string(options.view)}};
  const auto put_if = [&object](bool differs, const char* name, const auto& value) {
    if (differs) {
      object[name] = value;
    }
  };
  put_if(options.table.has_value(), "table", options.table.value_or(0));
  put_if(options.raw_cells, "raw_cells", true);
  put_if(!options.pages.empty(), "pages", write_page_ranges(options.pages));
  put_if(!options.sheet.empty(), "sheet", options.sheet);
  put_if(!options.include_fields.empty(), "include_fields", options.include_fields);
  put_if(options.min_confidence.has_value(), "min_confidence", options.min_confidence.value_or(0));
  if (options.headers_footers) {
    object["headers_footers"] = to_string(*options.headers_footers);
  }
  put_if(!options.find_fields, "find_fields", false);
  put_if(options.ocr, "ocr", true);
  put_if(options.language != plain.language, "language", options.language);
  put_if(options.json_schema != plain.json_schema, "json_schema", to_string(options.json_schema));
  put_if(options.compression != plain.compression, "compression", to_string(options.compression));
  return object;
}

RenderOptions render_options_from_json(const json& object) {
  RenderOptions options;
  options.view = parse_view(object.value("view", "auto")).value_or(View::automatic);
  if (object.contains("table")) {
    options.table = object.at("table").get<std::uint64_t>();
  }
  options.raw_cells = object.value("raw_cells", false);
  if (object.contains("pages")) {
    options.pages = parse_page_ranges(object.at("pages").get<std::string>());
  }
  options.sheet = object.value("sheet", "");
  options.include_fields = object.value("include_fields", std::vector<std::string>());
  if (object.contains("min_confidence")) {
    options.min_confidence = object.at("min_confidence").get<double>();
  }
  options.headers_footers =
      parse_enum(object.value("headers_footers", ""), {HeadersFooters::drop, HeadersFooters::keep});
  options.find_fields = object.value("find_fields", true);
  options.ocr = object.value("ocr", false);
  options.language = object.value("language", options.language);
  options.json_schema = parse_enum(object.value("json_schema", ""), {JsonSchema::docexport, JsonSchema::docling})
                            .value_or(options.json_schema);
  options.compression =
      parse_enum(object.value("compression", ""), {Compression::none, Compression::gzip, Compression::zstd})
          .value_or(options.compression);
  return options;
}

std::string write_render_options(const RenderOptions& options) {
  return render_options_to_json(options).dump();
}

RenderOptions parse_render_options(const std::string& text) {
  try {
    return render_options_from_json(json::parse(text));
  } catch (const json::exception&) {
    throw Error(ErrorKind::integrity, "the catalog holds export options that cannot be read: " + text);
  }
}

}  // namespace docexport
