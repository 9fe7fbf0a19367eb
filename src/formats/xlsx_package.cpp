#include "formats/xlsx_package.hpp"

#include <array>

#include "formats/json_value.hpp"
#include "formats/xlsx_style.hpp"
#include "formats/xml_text.hpp"
#include "formats/zip_file.hpp"

namespace docexport {

namespace {

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view relation_types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view sheet_content = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

std::string sheet_path(std::size_t number) {
  return "worksheets/sheet" + std::to_string(number) + ".xml";
}

void append_override(ByteBuffer& buffer, const std::string& path, std::string_view type) {
  buffer.append("<Override");
  append_xml_attribute(buffer, "PartName", "/xl/" + path);
  append_xml_attribute(buffer, "ContentType", std::string(sheet_content).append(type));
  buffer.append("/>");
}

void append_content_types(ByteBuffer& buffer, std::size_t sheets) {
  buffer.append(xml_head);
  buffer.append(
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>");
  append_override(buffer, "workbook.xml", "sheet.main+xml");
  append_override(buffer, "styles.xml", "styles+xml");
  for (std::size_t number = 1; number <= sheets; ++number) {
    append_override(buffer, sheet_path(number), "worksheet+xml");
  }
  buffer.append("</Types>");
}

void append_relation(ByteBuffer& buffer, std::size_t id, std::string_view type, const std::string& target) {
  buffer.append("<Relationship");
  append_xml_attribute(buffer, "Id", "rId" + std::to_string(id));
  append_xml_attribute(buffer, "Type", std::string(relation_types).append(type));
  append_xml_attribute(buffer, "Target", target);
  buffer.append("/>");
}

void open_relations(ByteBuffer& buffer) {
  buffer.append(xml_head);
  buffer.append("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
}

void append_package_relations(ByteBuffer& buffer) {
  open_relations(buffer);
  append_relation(buffer, 1, "officeDocument", "xl/workbook.xml");
  buffer.append("</Relationships>");
}

void append_workbook_relations(ByteBuffer& buffer, std::size_t sheets) {
  open_relations(buffer);
  for (std::size_t number = 1; number <= sheets; ++number) {
    append_relation(buffer, number, "worksheet", sheet_path(number));
  }
  append_relation(buffer, sheets + 1, "styles", "styles.xml");
  buffer.append("</Relationships>");
}

/// A sheet's name as a reference has it.
std::string quoted_name(const std::string& name) {
  std::string quoted = "'";
  for (const char byte : name) {
    quoted.append(byte == '\'' ? 2 : 1, byte);
  }
  return quoted + '\'';
}

/// Excel looks for the range to filter under a name too.
void append_filter_name(ByteBuffer& buffer, std::size_t index, const NamedWorksheet& named) {
  buffer.append("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"");
  append_json_integer(buffer, std::uint64_t{index});
  buffer.append("\" hidden=\"1\">");
  append_xml_text(buffer, quoted_name(named.name) + '!' + named.sheet.filter);
  buffer.append("</definedName>");
}

void append_workbook(ByteBuffer& buffer, std::span<const NamedWorksheet> sheets) {
  buffer.append(xml_head);
  buffer.append("<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"");
  buffer.append(relation_types.substr(0, relation_types.size() - 1));
  buffer.append("\"><bookViews><workbookView/></bookViews><sheets>");
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    const std::string number = std::to_string(index + 1);
    buffer.append("<sheet");
    append_xml_attribute(buffer, "name", sheets[index].name);
    append_xml_attribute(buffer, "sheetId", number);
    append_xml_attribute(buffer, "r:id", "rId" + number);
    buffer.append("/>");
  }
  buffer.append("</sheets>");
  bool has_names = false;
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    if (!sheets[index].sheet.filter.empty()) {
      buffer.append(has_names ? "" : "<definedNames>");
      has_names = true;
      append_filter_name(buffer, index, sheets[index]);
    }
  }
  buffer.append(has_names ? "</definedNames></workbook>" : "</workbook>");
}

/// Adds a part whose text a function appends.
template <typename Append>
void add_part(ZipFile& zip, ScratchFile& scratch, const std::string& name, Append append) {
  DeflatedPart part(scratch);
  append(part.buffer());
  part.end(DeflatedPart::Follows::nothing);
  const std::array<const DeflatedPart*, 1> parts = {&part};
  zip.add(name, parts);
}

}  // namespace

void write_xlsx_package(std::span<const NamedWorksheet> sheets, ScratchFile& scratch, OutputFile& output) {
  ZipFile zip(output);
  add_part(zip, scratch, "[Content_Types].xml",
           [&](ByteBuffer& buffer) { append_content_types(buffer, sheets.size()); });
  add_part(zip, scratch, "_rels/.rels", append_package_relations);
  add_part(zip, scratch, "xl/workbook.xml", [&](ByteBuffer& buffer) { append_workbook(buffer, sheets); });
  add_part(zip, scratch, "xl/_rels/workbook.xml.rels",
           [&](ByteBuffer& buffer) { append_workbook_relations(buffer, sheets.size()); });
  add_part(zip, scratch, "xl/styles.xml", [](ByteBuffer& buffer) { buffer.append(xlsx_styles()); });
  for (std::size_t index = 0; index < sheets.size(); ++index) {
    const std::array<const DeflatedPart*, 2> parts = {&sheets[index].sheet.head, &sheets[index].sheet.body};
    zip.add("xl/" + sheet_path(index + 1), parts);
  }
  zip.finish();
}

}  // namespace docexport
