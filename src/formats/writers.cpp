#include "docexport/formats/writers.hpp"

#include "formats/csv_format.hpp"
#include "formats/docling_writer.hpp"
#include "formats/html_writer.hpp"
#include "formats/json_writer.hpp"
#include "formats/jsonl_format.hpp"
#include "formats/markdown_writer.hpp"
#include "formats/pdf_format.hpp"
#include "formats/row_writer.hpp"
#include "formats/text_writer.hpp"
#include "formats/xlsx_writer.hpp"
#include "formats/xml_writer.hpp"

namespace docexport {

std::unique_ptr<Writer> make_writer(const RenderRequest& request, const std::string& media_type,
                                    const WriterFiles& files) {
  const FormulaCells formulas = request.options.raw_cells ? FormulaCells::raw : FormulaCells::quoted;
  switch (request.format) {
    case ExportFormat::json:
      if (request.options.json_schema == JsonSchema::docling) {
        return std::make_unique<DoclingWriter>(request, media_type, files);
      }
      return std::make_unique<JsonWriter>(request, media_type, files);
    case ExportFormat::jsonl:
      return std::make_unique<RowWriter>(request, media_type, files, std::make_unique<JsonlFormat>());
    case ExportFormat::csv:
      return std::make_unique<RowWriter>(request, media_type, files, std::make_unique<CsvFormat>(formulas));
    case ExportFormat::md:
      return std::make_unique<MarkdownWriter>(request, media_type, files);
    case ExportFormat::xlsx:
      return std::make_unique<XlsxWriter>(request, media_type, files);
    case ExportFormat::xml:
      return std::make_unique<XmlWriter>(request, media_type, files);
    case ExportFormat::html:
      return std::make_unique<HtmlWriter>(request, media_type, files);
    case ExportFormat::pdf:
      return make_pdf_writer(request, media_type, files);
    case ExportFormat::txt:
      return std::make_unique<TextWriter>(request, media_type, files);
  }
  return nullptr;
}

void preload_writer_of(const RenderRequest& request) {
  if (request.format == ExportFormat::pdf) {
    load_pdf_writer();
  }
}

}  // namespace docexport
