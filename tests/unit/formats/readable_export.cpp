#include "readable_export.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "csv_reading.hpp"
#include "docexport/base/text.hpp"
#include "json_schema.hpp"
#include "zip_reading.hpp"

namespace docexport::test {

namespace {

using nlohmann::json;

std::string lines_problem(const WrittenExport& written) {
  std::istringstream lines(written.text);
  std::uint64_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    if (!json::accept(line)) {
      return "not JSON: " + line;
    }
  }
  return count == written.records_count ? "" : "another count of lines";
}

std::string workbook_problem(const std::string& bytes) {
  for (const auto& [name, content] : read_zip(bytes)) {
    if (!is_valid_utf8(content)) {
      return name + " is not UTF-8";
    }
    if (std::string problem = xml_problem(content); !problem.empty()) {
      return name + ": " + problem;
    }
  }
  return "";
}

/// What a browser would forgive and we do not: tags that are not closed in order, but for those that never are.
std::string page_problem(std::string page) {
  const std::size_t head_end = page.find("<body>");
  if (!page.starts_with("<!DOCTYPE html>\n<html lang=") || head_end == std::string::npos) {
    return "no page";
  }
  const std::size_t end = page.find("</html>");
  std::string body = page.substr(head_end, end - head_end);
  for (const std::string_view empty : {"<br>", "<hr>"}) {
    for (std::size_t place = body.find(empty); place != std::string::npos; place = body.find(empty, place)) {
      body.replace(place, empty.size(), "");
    }
  }
  return xml_problem(body);
}

}  // namespace

std::string reading_problem(ExportFormat format, const WrittenExport& written) {
  if (content_type(format).find("charset=utf-8") != std::string_view::npos && !is_valid_utf8(written.text)) {
    return "not UTF-8";
  }
  if (format == ExportFormat::json) {
    return schema_problems(json::parse(written.text));
  }
  if (format == ExportFormat::jsonl) {
    return lines_problem(written);
  }
  if (format == ExportFormat::csv) {
    return CsvReading::parse(written.text).size() == written.records_count + 1 ? "" : "another count of rows";
  }
  if (format == ExportFormat::xlsx) {
    return workbook_problem(written.text);
  }
  if (format == ExportFormat::xml) {
    return xml_problem(written.text);
  }
  return format == ExportFormat::html ? page_problem(written.text) : "";
}

}  // namespace docexport::test
