#include "docexport/model/export_format.hpp"

#include "model/enum_names.hpp"

namespace docexport {

std::string_view to_string(ExportFormat format) {
  switch (format) {
    case ExportFormat::json:
      return "json";
    case ExportFormat::jsonl:
      return "jsonl";
    case ExportFormat::csv:
      return "csv";
    case ExportFormat::xlsx:
      return "xlsx";
    case ExportFormat::xml:
      return "xml";
    case ExportFormat::md:
      return "md";
    case ExportFormat::txt:
      return "txt";
    case ExportFormat::html:
      return "html";
    case ExportFormat::pdf:
      return "pdf";
  }
  return "json";
}

std::optional<ExportFormat> parse_export_format(std::string_view text) {
  for (const ExportFormat format : all_export_formats) {
    if (to_string(format) == text) {
      return format;
    }
  }
  return std::nullopt;
}

std::string_view file_extension(ExportFormat format) {
  return to_string(format);
}

std::string_view content_type(ExportFormat format) {
  switch (format) {
    case ExportFormat::json:
      return "application/json; charset=utf-8";
    case ExportFormat::jsonl:
      return "application/jsonl; charset=utf-8";
    case ExportFormat::csv:
      return "text/csv; charset=utf-8";
    case ExportFormat::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case ExportFormat::xml:
      return "application/xml; charset=utf-8";
    case ExportFormat::md:
      return "text/markdown; charset=utf-8";
    case ExportFormat::txt:
      return "text/plain; charset=utf-8";
    case ExportFormat::html:
      return "text/html; charset=utf-8";
    case ExportFormat::pdf:
      return "application/pdf";
  }
  return "application/octet-stream";
}

std::string_view display_name(ExportFormat format) {
  switch (format) {
    case ExportFormat::json:
      return "JSON";
    case ExportFormat::jsonl:
      return "JSON Lines";
    case ExportFormat::csv:
      return "CSV";
    case ExportFormat::xlsx:
      return "Excel";
    case ExportFormat::xml:
      return "XML";
    case ExportFormat::md:
      return "Markdown";
    case ExportFormat::txt:
      return "text";
    case ExportFormat::html:
      return "HTML";
    case ExportFormat::pdf:
      return "PDF";
  }
  return "JSON";
}

std::string_view to_string(View view) {
  switch (view) {
    case View::automatic:
      return "auto";
    case View::fields:
      return "fields";
    case View::tables:
      return "tables";
    case View::blocks:
      return "blocks";
  }
  return "auto";
}

std::optional<View> parse_view(std::string_view text) {
  return parse_enum(text, {View::automatic, View::fields, View::tables, View::blocks});
}

}  // namespace docexport
