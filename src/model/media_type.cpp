#include "docexport/model/media_type.hpp"

#include <algorithm>

#include "docexport/base/text.hpp"

namespace docexport {

// NOLINTNEXTLINE(readability-function-size): a table, and nothing else
const std::vector<ReadableType>& readable_types() {
  static const std::vector<ReadableType> types = {
      {.media_type = "text/plain", .name = "plain text", .extensions = {"txt", "text", "log"}},
      {.media_type = "text/markdown", .name = "Markdown", .extensions = {"md", "markdown", "mkd"}},
      {.media_type = "text/csv", .name = "CSV", .extensions = {"csv"}, .tabular = true},
      {.media_type = "text/tab-separated-values", .name = "TSV", .extensions = {"tsv", "tab"}, .tabular = true},
      {.media_type = "application/json", .name = "JSON", .extensions = {"json"}, .tabular = true},
      {.media_type = "application/jsonl", .name = "JSON Lines", .extensions = {"jsonl", "ndjson"}, .tabular = true},
      {.media_type = "text/html", .name = "HTML", .extensions = {"html", "htm", "xhtml"}},
      {.media_type = "application/xml",
       .name = "XML",
       .extensions = {"xml", "rss", "atom", "rdf", "svg"},
       .tabular = true},
      {.media_type = "message/rfc822", .name = "e-mail", .extensions = {"eml"}},
      {.media_type = "application/mbox", .name = "mailbox (mbox)", .extensions = {"mbox", "mbx"}},
      {.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
       .name = "Word document (docx)",
       .extensions = {"docx", "docm", "dotx", "dotm"}},
      {.media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
       .name = "Excel workbook (xlsx)",
       .extensions = {"xlsx", "xlsm", "xltx", "xltm"},
       .tables_are_rows = true},
      {.media_type = "application/vnd.oasis.opendocument.text",
       .name = "OpenDocument text (odt)",
       .extensions = {"odt", "ott"}},
      {.media_type = "application/vnd.oasis.opendocument.spreadsheet",
       .name = "OpenDocument spreadsheet (ods)",
       .extensions = {"ods", "ots"},
       .tables_are_rows = true},
      {.media_type = "application/vnd.oasis.opendocument.presentation",
       .name = "OpenDocument presentation (odp)",
       .extensions = {"odp", "otp"}},
      {.media_type = "application/epub+zip", .name = "EPUB book", .extensions = {"epub"}},
      {.media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
       .name = "PowerPoint presentation (pptx)",
       .extensions = {"pptx", "pptm", "ppsx", "ppsm", "potx", "potm"}},
      {.media_type = "application/pdf", .name = "PDF", .extensions = {"pdf"}},
      {.media_type = "image/png", .name = "PNG image", .extensions = {"png"}},
      {.media_type = "image/jpeg", .name = "JPEG image", .extensions = {"jpg", "jpeg"}},
      {.media_type = "image/tiff", .name = "TIFF image", .extensions = {"tif", "tiff"}},
      {.media_type = "image/gif", .name = "GIF image", .extensions = {"gif"}},
      {.media_type = "image/webp", .name = "WebP image", .extensions = {"webp"}},
  };
  return types;
}

bool is_readable(std::string_view media_type) {
  const std::vector<ReadableType>& types = readable_types();
  return std::any_of(types.begin(), types.end(),
                     [media_type](const ReadableType& type) { return type.media_type == media_type; });
}

bool is_spreadsheet_type(std::string_view media_type) {
  const std::vector<ReadableType>& types = readable_types();
  return std::any_of(types.begin(), types.end(), [media_type](const ReadableType& type) {
    return type.tables_are_rows && type.media_type == media_type;
  });
}

std::string readable_type_names() {
  std::string names;
  const std::vector<ReadableType>& types = readable_types();
  for (std::size_t index = 0; index < types.size(); ++index) {
    if (index > 0) {
      names += index + 1 == types.size() ? " and " : ", ";
    }
    names += types[index].name;
  }
  return names;
}

std::string_view media_type_of_name(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos) {
    return {};
  }
  const std::string extension = to_lower_ascii(file_name.substr(dot + 1));
  for (const ReadableType& type : readable_types()) {
    if (std::find(type.extensions.begin(), type.extensions.end(), extension) != type.extensions.end()) {
      return type.media_type;
    }
  }
  return {};
}

}  // namespace docexport
