#include "documents/xlsx_workbook.hpp"

#include <charconv>
#include <cstdint>
#include <unordered_map>
#include <utility>

namespace docexport {
namespace {

std::uint32_t number_of(std::string_view text) {
  std::uint32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool is_true(std::string_view value) {
  return value == "1" || value == "true" || value == "on";
}

std::vector<NumberKind> read_number_kinds(OpcPackage& package, const std::string& part) {
  std::vector<NumberKind> kinds;
  if (part.empty() || !package.archive().contains(part)) {
    return kinds;
  }
  const XmlDocument styles = package.xml(part);
  std::unordered_map<std::uint32_t, NumberKind> custom;
  for (const pugi::xml_node format : xml_child(styles.root(), "numFmts")) {
    custom.emplace(number_of(xml_value(format, "numFmtId")), kind_of_number_format(xml_value(format, "formatCode")));
  }
  for (const pugi::xml_node format : xml_child(styles.root(), "cellXfs")) {
    const std::uint32_t id = number_of(xml_value(format, "numFmtId"));
    const auto found = custom.find(id);
    kinds.push_back(found == custom.end() ? kind_of_builtin_format(id) : found->second);
  }
  return kinds;
}

XlsxSheet sheet_of(pugi::xml_node node, const Relationships& relationships) {
  XlsxSheet sheet{.name = std::string(xml_value(node, "name"))};
  const std::string_view state = xml_value(node, "state");
  sheet.hidden = state == "hidden" || state == "veryHidden";
  const Relationship* const found = find_relationship(relationships, xml_prefixed_value(node, "id"));
  if (found != nullptr && !found->external) {
    sheet.part = found->target;
  }
  return sheet;
}

}  // namespace

XlsxWorkbook read_xlsx_workbook(OpcPackage& package) {
  XlsxWorkbook workbook;
  const std::string part = package.main_part("xl/workbook.xml");
  const XmlDocument document = package.xml(part);
  const Relationships relationships = package.relationships(part);
  if (is_true(xml_value(xml_child(document.root(), "workbookPr"), "date1904"))) {
    workbook.date_system = DateSystem::from_1904;
  }
  for (const pugi::xml_node node : xml_child(document.root(), "sheets")) {
    if (local_name(node) == "sheet") {
      workbook.sheets.push_back(sheet_of(node, relationships));
    }
  }
  workbook.shared_strings = target_of_type(relationships, "sharedStrings");
  workbook.number_kinds = read_number_kinds(package, target_of_type(relationships, "styles"));
  workbook.has_macros = !target_of_type(relationships, "vbaProject").empty();
  return workbook;
}

}  // namespace docexport
