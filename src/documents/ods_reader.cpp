#include "documents/ods_reader.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/content_start.hpp"
#include "documents/odf_package.hpp"
#include "documents/ods_furniture.hpp"
#include "documents/ods_outline.hpp"
#include "documents/ods_sheet.hpp"
#include "documents/spreadsheet_sheets.hpp"

namespace docexport {
namespace {

std::vector<bool> wanted_sheets(const std::vector<OdsSheet>& sheets, const std::string& wanted,
                                const std::string& document) {
  std::vector<std::string> names;
  names.reserve(sheets.size());
  for (const OdsSheet& sheet : sheets) {
    names.push_back(sheet.name);
  }
  std::vector<bool> flags(sheets.size(), wanted.empty());
  if (wanted.empty()) {
    return flags;
  }
  flags[find_sheet(names, wanted, document)] = true;
  return flags;
}

void warn_about_hidden(const std::vector<OdsSheet>& sheets, const std::vector<bool>& wanted, ContentSink& sink) {
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    if (wanted[index] && sheets[index].hidden) {
      sink.warning(fmt::format("The sheet \"{}\" is hidden", sheets[index].name));
    }
  }
}

std::set<std::string> master_pages_of(const std::vector<OdsSheet>& sheets, const std::vector<bool>& wanted) {
  std::set<std::string> names;
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    if (wanted[index]) {
      names.insert(sheets[index].master_page.empty() ? "Default" : sheets[index].master_page);
    }
  }
  return names;
}

void read_sheets(ZipArchive& archive, ReadingBudget& budget, std::vector<bool> wanted, ContentSink& sink) {
  OdsHandler handler(std::move(wanted), archive, budget, sink);
  ExpatParser parser(fmt::format("{}: content.xml", archive.document_name()), budget, handler);
  try {
    archive.stream("content.xml", [&parser](std::string_view piece) { parser.feed(piece); });
    parser.finish();
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    sink.warning(fmt::format("The sheets were not read whole: {}", error.what()));
  }
  handler.end_sheet();
  if (handler.hidden_cells() > 0) {
    sink.warning(fmt::format("{} values below merged cells were not read", handler.hidden_cells()));
  }
}

}  // namespace

void read_ods(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  ReadingBudget budget(request.limits, source.name());
  ZipArchive archive(source, budget);
  check_odf_package(archive, budget);
  const std::vector<OdsSheet> sheets = read_ods_outline(archive, budget);
  std::vector<bool> wanted = wanted_sheets(sheets, request.options.sheet, source.name());
  Metadata metadata = read_odf_metadata(archive, budget);
  metadata.sheet_count = static_cast<int>(sheets.size());
  start_content(metadata, request.fields, sink);
  warn_about_hidden(sheets, wanted, sink);
  const std::set<std::string> master_pages = master_pages_of(sheets, wanted);
  read_sheets(archive, budget, std::move(wanted), sink);
  push_ods_furniture(archive, budget, master_pages, sink);
  for (const std::string& warning : archive.warnings()) {
    sink.warning(warning);
  }
}

}  // namespace docexport
