#include "documents/xlsx_reader.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/content_start.hpp"
#include "documents/spreadsheet_sheets.hpp"
#include "documents/xlsx_drawing.hpp"
#include "documents/xlsx_furniture.hpp"
#include "documents/xlsx_sheet.hpp"
#include "documents/xlsx_workbook.hpp"

namespace docexport {
namespace {

/// What could not be read, over all sheets.
struct Losses {
  std::uint64_t formulas_without_value = 0;
  std::uint64_t links = 0;
  std::uint64_t objects = 0;
  std::uint64_t hidden_cells = 0;
};

void warn_about(std::uint64_t count, std::string_view what, ContentSink& sink) {
  if (count > 0) {
    sink.warning(fmt::format("{} {}", count, what));
  }
}

void warn_about_losses(const Losses& losses, ContentSink& sink) {
  warn_about(losses.formulas_without_value, "cells have a formula without a value, as of a workbook never calculated",
             sink);
  warn_about(losses.links, "links of cells were not read", sink);
  warn_about(losses.objects, "embedded objects were not read", sink);
  warn_about(losses.hidden_cells, "values below merged cells were not read", sink);
}

class WorkbookReading {
 public:
  WorkbookReading(OpcPackage& package, ContentSink& sink)
      : package_(&package),
        sink_(&sink),
        workbook_(read_xlsx_workbook(package)),
        strings_(read_xlsx_shared_strings(package, workbook_.shared_strings)) {}

  void begin(const ReadRequest& request) {
    Metadata metadata = package_->metadata();
    metadata.sheet_count = static_cast<int>(workbook_.sheets.size());
    start_content(metadata, request.fields, *sink_);
    if (workbook_.has_macros) {
      sink_->warning("The workbook's macros were not read");
    }
  }

  void read_sheets(const std::string& wanted) {
    if (wanted.empty()) {
      for (const XlsxSheet& sheet : workbook_.sheets) {
        read_sheet(sheet);
      }
    } else {
      std::vector<std::string> names;
      for (const XlsxSheet& sheet : workbook_.sheets) {
        names.push_back(sheet.name);
      }
      read_sheet(workbook_.sheets[find_sheet(names, wanted, package_->archive().document_name())]);
    }
    warn_about_losses(losses_, *sink_);
  }

 private:
  void read_sheet(const XlsxSheet& sheet) {
    if (sheet.hidden) {
      sink_->warning(fmt::format("The sheet \"{}\" is hidden", sheet.name));
    }
    sink_->block({.label = BlockLabel::section_header, .level = 1, .text = sheet.name});
    if (!package_->archive().contains(sheet.part)) {
      sink_->warning(fmt::format("The sheet \"{}\" is missing from the workbook's file", sheet.name));
      return;
    }
    const XlsxSheetContents contents = read_cells(sheet);
    try {
      read_surroundings(sheet, contents.drawing_id);
    } catch (const Error& error) {
      pass_over(error, sheet);
    }
    push_furniture(BlockLabel::page_header, contents.headers, sheet.name);
    push_furniture(BlockLabel::page_footer, contents.footers, sheet.name);
  }

  /// Damage costs the rest of the part, not the document.
  void pass_over(const Error& error, const XlsxSheet& sheet) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    sink_->warning(fmt::format("The sheet \"{}\" was not read whole: {}", sheet.name, error.what()));
  }

  /// What there is beside them.
  XlsxSheetContents read_cells(const XlsxSheet& sheet) {
    ZipArchive& archive = package_->archive();
    XlsxMergedCells merged;
    SpreadsheetTables tables(sheet.name, package_->budget(), *sink_);
    XlsxSheetHandler handler(workbook_, strings_, merged, tables);
    const std::string part = fmt::format("{}: the part {}", archive.document_name(), sheet.part);
    ExpatParser parser(part, package_->budget(), handler);
    try {
      archive.stream(sheet.part, [&merged](std::string_view piece) { merged.look_at(piece); });
      merged.finish();
      package_->budget().take_cells(merged.size());
      archive.stream(sheet.part, [&parser](std::string_view piece) { parser.feed(piece); });
      parser.finish();
    } catch (const Error& error) {
      pass_over(error, sheet);
    }
    tables.finish();
    losses_.formulas_without_value += handler.contents().formulas_without_value;
    losses_.links += handler.contents().links;
    losses_.objects += handler.contents().objects;
    losses_.hidden_cells += tables.hidden_cells();
    return handler.contents();
  }

  /// What is printed on every page; a text that was there before is not repeated.
  void push_furniture(BlockLabel label, const std::vector<std::string>& coded_texts, const std::string& sheet) {
    for (const std::string& coded : coded_texts) {
      const std::string text = xlsx_furniture_text(coded, sheet);
      if (!text.empty() && furniture_.emplace(label, text).second) {
        sink_->block({.label = label, .text = text});
      }
    }
  }

  void read_surroundings(const XlsxSheet& sheet, const std::string& drawing_id) {
    const Relationships relationships = package_->relationships(sheet.part);
    for (const Block& comment : read_xlsx_comments(*package_, relationships)) {
      sink_->block(comment);
    }
    const Relationship* const drawing = find_relationship(relationships, drawing_id);
    if (drawing != nullptr && package_->archive().contains(drawing->target)) {
      push_xlsx_drawing(*package_, drawing->target, sheet.name, *sink_);
    }
  }

  OpcPackage* package_;
  ContentSink* sink_;
  XlsxWorkbook workbook_;
  XlsxSharedStrings strings_;
  Losses losses_{};
  std::set<std::pair<BlockLabel, std::string>> furniture_{};
};

}  // namespace

void read_xlsx(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  ReadingBudget budget(request.limits, source.name());
  ZipArchive archive(source, budget);
  OpcPackage package(archive, budget);
  WorkbookReading reading(package, sink);
  reading.begin(request);
  reading.read_sheets(request.options.sheet);
  for (const std::string& warning : archive.warnings()) {
    sink.warning(warning);
  }
}

}  // namespace docexport
