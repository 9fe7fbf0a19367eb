#include "formats/xlsx_document.hpp"

#include <optional>
#include <utility>

namespace docexport {

namespace {

void add_row(XlsxTable& sheet, std::string_view section, std::string_view name, Cell value) {
  Row row;
  row.push_back(text_cell(section));
  row.push_back(text_cell(name));
  row.push_back(std::move(value));
  sheet.add_row(row);
}

void add_text(XlsxTable& sheet, std::string_view section, std::string_view name, std::string_view text) {
  if (!text.empty()) {
    add_row(sheet, section, name, text_cell(text));
  }
}

void add_count(XlsxTable& sheet, std::string_view name, std::optional<int> count) {
  if (count) {
    add_row(sheet, "metadata", name, {.text = std::to_string(*count), .type = CellType::number});
  }
}

}  // namespace

Cell text_cell(std::string_view text) {
  return {.text = std::string(text)};
}

Cell number_cell(std::uint64_t number) {
  return {.text = std::to_string(number), .type = CellType::number};
}

void add_document_header(XlsxTable& sheet) {
  add_row(sheet, "section", "name", text_cell("value"));
}

void add_document_rows(XlsxTable& sheet, const RenderRequest& request, const std::string& media_type,
                       const Metadata& metadata) {
  add_text(sheet, "document", "name", request.document_name);
  add_text(sheet, "document", "media_type", media_type);
  add_row(sheet, "document", "size", number_cell(request.document_size));
  add_text(sheet, "document", "sha256", request.document_sha256);
  add_text(sheet, "metadata", "title", metadata.title);
  add_text(sheet, "metadata", "author", metadata.author);
  add_text(sheet, "metadata", "subject", metadata.subject);
  add_text(sheet, "metadata", "keywords", metadata.keywords);
  add_text(sheet, "metadata", "created", metadata.created);
  add_text(sheet, "metadata", "modified", metadata.modified);
  add_text(sheet, "metadata", "producer", metadata.producer);
  add_text(sheet, "metadata", "creator", metadata.creator);
  add_text(sheet, "metadata", "language", metadata.language);
  add_text(sheet, "metadata", "encoding", metadata.encoding);
  add_count(sheet, "page_count", metadata.page_count);
  add_count(sheet, "sheet_count", metadata.sheet_count);
  add_count(sheet, "slide_count", metadata.slide_count);
  add_count(sheet, "message_count", metadata.message_count);
  add_count(sheet, "image_count", metadata.image_count);
  for (const Property& property : metadata.custom) {
    add_row(sheet, "custom", property.name, text_cell(property.value));
  }
  for (const OutlineEntry& entry : metadata.outline) {
    add_row(sheet, "outline", std::to_string(entry.level), text_cell(entry.title));
  }
}

void add_warning_row(XlsxTable& sheet, std::string_view text) {
  add_row(sheet, "warning", "", text_cell(text));
}

void add_stats_rows(XlsxTable& sheet, const RenderStats& stats) {
  add_row(sheet, "stats", "pages", number_cell(stats.pages));
  add_row(sheet, "stats", "blocks", number_cell(stats.blocks));
  add_row(sheet, "stats", "tables", number_cell(stats.tables));
  add_row(sheet, "stats", "rows", number_cell(stats.rows));
  add_row(sheet, "stats", "words", number_cell(stats.words));
  add_row(sheet, "stats", "characters", number_cell(stats.characters));
}

}  // namespace docexport
