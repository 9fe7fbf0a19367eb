#include "docexport/formats/writers.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "formats/csv_format.hpp"
#include "formats/docling_writer.hpp"
#include "formats/json_writer.hpp"
#include "formats/jsonl_format.hpp"
#include "formats/markdown_writer.hpp"
#include "formats/row_writer.hpp"
#include "formats/text_writer.hpp"
#include "formats/xlsx_writer.hpp"

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
    case ExportFormat::html:
      throw Error(ErrorKind::unsupported, fmt::format("{} is not written yet", display_name(request.format)));
    case ExportFormat::txt:
      return std::make_unique<TextWriter>(request, media_type, files);
  }
  return nullptr;
}

}  // namespace docexport
