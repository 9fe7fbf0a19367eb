#include "cli/content_options.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <string_view>

#include "cli/option_kinds.hpp"
#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {

namespace {

constexpr const char* choosing = "What of a document is exported";
constexpr const char* recognising = "Reading pictures of text";

/// `eng+deu`: the codes become names of files that OCR looks for.
std::string refuse_unless_languages(const std::string& text) {
  const auto is_code = [](std::string_view code) {
    return code.size() >= 3 && std::all_of(code.begin(), code.end(), [](char each) {
             return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') || each == '_';
           });
  };
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('+', begin), text.size());
    if (!is_code(std::string_view(text).substr(begin, end - begin))) {
      return fmt::format("\"{}\" are no languages: write tesseract's codes, as in eng or eng+deu", text);
    }
    begin = end + 1;
  }
  return {};
}

std::string refuse_unless_pages(const std::string& text) {
  try {
    parse_page_ranges(text);
    return {};
  } catch (const Error& error) {
    return error.what();
  }
}

std::string refuse_empty_text(const std::string& text) {
  return trim(text).empty() ? "a name is empty" : std::string();
}

void add_choosing_options(CLI::App& app, ContentOptions& options) {
  add_choice(app, "--view", options.view, {"auto", "fields", "tables", "blocks"},
             "What goes into a row format; auto: rows of a tabular document, else fields, else blocks")
      ->group(choosing);
  add_number(app, "--table", options.table, {.smallest = 1, .largest = 1000000},
             "Only this table of the document, counted from 1")
      ->group(choosing);
  app.add_option("--pages", options.pages, "Only these pages of a PDF, or slides of a presentation, as in 1-3,7")
      ->type_name("PAGES")
      ->check(refuse_unless_pages)
      ->group(choosing);
  app.add_option("--sheet", options.sheet, "Only this sheet of a spreadsheet")
      ->type_name("NAME")
      ->check(refuse_empty_text)
      ->group(choosing);
  app.add_option("--include-fields", options.include_fields, "Only fields with these names (a,b)")
      ->type_name("NAME")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(refuse_empty_text)
      ->group(choosing);
  add_percentage(app, "--min-confidence", options.min_confidence,
                 "Only fields at least this sure, in per cent, and those of which nobody says how sure they are")
      ->group(choosing);
  add_choice(app, "--headers-footers", options.headers_footers, {"keep", "drop"},
             "What repeats at the edges of pages; default: keep in json, xml and xlsx, which label it, else drop")
      ->group(choosing);
  app.add_flag("--no-find-fields", options.no_find_fields,
               "Do not look for dates, amounts, addresses … in the text; fields of forms and of --fields stay")
      ->group(choosing);
  app.add_flag("--raw-cells", options.raw_cells,
               "csv: leave cells as they are that a spreadsheet would run as a formula")
      ->group(choosing);
}

void add_recognising_options(CLI::App& app, ContentOptions& options) {
  app.add_flag("--ocr", options.ocr, "Recognise the text in images and on scanned pages")->group(recognising);
  app.add_option("--language", options.language,
                 "Languages of that text, as tesseract names them: eng+deu; default: eng")
      ->type_name("CODES")
      ->check(refuse_unless_languages)
      ->group(recognising);
}

JsonSchema schema_of(const ContentOptions& options) {
  if (!options.json_schema.empty() && options.format != "json") {
    throw Error(ErrorKind::usage,
                fmt::format("--json-schema is about --format json, not {}: leave it out", options.format));
  }
  return options.json_schema == to_string(JsonSchema::docling) ? JsonSchema::docling : JsonSchema::docexport;
}

Compression compression_of(const ContentOptions& options) {
  if (options.gzip && options.zstd) {
    throw Error(ErrorKind::usage, "--gzip and --zstd exclude each other: choose one");
  }
  if (options.gzip) {
    return Compression::gzip;
  }
  return options.zstd ? Compression::zstd : Compression::none;
}

}  // namespace

void add_content_options(CLI::App& app, ContentOptions& options) {
  add_choice(app, "-f,--format", options.format, format_names(), "The export file's format");
  add_choice(app, "--json-schema", options.json_schema, {"docexport", "docling"},
             "json: the shape of the file; docling: a DoclingDocument; default: docexport");
  app.add_flag("--gzip", options.gzip, "Compress the file with gzip");
  app.add_flag("--zstd", options.zstd, "Compress the file with Zstandard");
  add_choosing_options(app, options);
  add_recognising_options(app, options);
}

ExportFormat format_of(const ContentOptions& options) {
  return parse_export_format(options.format).value();
}

RenderOptions render_options_of(const ContentOptions& options) {
  if (!options.language.empty() && !options.ocr) {
    throw Error(ErrorKind::usage, "--language is about the text that --ocr recognises: give both");
  }
  RenderOptions render;
  render.view = parse_view(options.view).value();
  render.table = options.table;
  render.raw_cells = options.raw_cells;
  if (!options.pages.empty()) {
    render.pages = parse_page_ranges(options.pages);
  }
  render.sheet = options.sheet;
  render.include_fields = options.include_fields;
  render.min_confidence = options.min_confidence;
  if (!options.headers_footers.empty()) {
    render.headers_footers = options.headers_footers == "keep" ? HeadersFooters::keep : HeadersFooters::drop;
  }
  render.find_fields = !options.no_find_fields;
  render.ocr = options.ocr;
  render.language = options.language.empty() ? render.language : options.language;
  render.json_schema = schema_of(options);
  render.compression = compression_of(options);
  return render;
}

}  // namespace docexport
