#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "unit/documents/zip_builder.hpp"

namespace docexport::test {

/// Writes small Excel workbooks from the XML of their parts.
class XlsxBuilder {
 public:
  /// The next sheet: what is inside of its `worksheet` element.
  XlsxBuilder& sheet(std::string_view name, std::string_view inner, std::string_view attributes = "") {
    const std::size_t number = sheets_.size() + 1;
    sheets_.push_back(
        fmt::format(R"(<sheet name="{}" sheetId="{}" r:id="rId{}" {}/>)", name, number, number, attributes));
    relationships_ +=
        relationship(fmt::format("rId{}", number), "worksheet", fmt::format("worksheets/sheet{}.xml", number));
    part(fmt::format("xl/worksheets/sheet{}.xml", number),
         fmt::format("<worksheet xmlns:r=\"r\">{}</worksheet>", inner));
    return *this;
  }
  /// A sheet whose `sheetData` has these rows.
  XlsxBuilder& rows(std::string_view name, std::string_view rows, std::string_view after = "") {
    return sheet(name, fmt::format("<sheetData>{}</sheetData>{}", rows, after));
  }
  /// The items of the shared strings.
  XlsxBuilder& strings(std::string_view items) {
    relationships_ += relationship("strings", "sharedStrings", "sharedStrings.xml");
    return part("xl/sharedStrings.xml", fmt::format("<sst>{}</sst>", items));
  }
  XlsxBuilder& styles(std::string_view inner) {
    relationships_ += relationship("styles", "styles", "styles.xml");
    return part("xl/styles.xml", fmt::format("<styleSheet>{}</styleSheet>", inner));
  }
  XlsxBuilder& properties(std::string_view inner) {
    properties_ = inner;
    return *this;
  }
  XlsxBuilder& part(std::string_view name, std::string_view xml) {
    parts_.push_back({.name = std::string(name), .xml = std::string(xml)});
    return *this;
  }
  /// A part's relationship, as `relationships` of `part` has it.
  static std::string relationship(std::string_view id, std::string_view type, std::string_view target) {
    return fmt::format(
        R"(<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/>)",
        id, type, target);
  }
  static std::string relationships(std::string_view inner) {
    return fmt::format("<Relationships>{}</Relationships>", inner);
  }

  [[nodiscard]] std::string bytes() const {
    ZipBuilder zip;
    zip.add("[Content_Types].xml", "<Types/>");
    zip.add("_rels/.rels", relationships(relationship("rId1", "officeDocument", "xl/workbook.xml")));
    zip.add("xl/workbook.xml", fmt::format("<workbook xmlns:r=\"r\">{}<sheets>{}</sheets></workbook>", properties_,
                                           fmt::join(sheets_, "")));
    zip.add("xl/_rels/workbook.xml.rels", relationships(relationships_));
    for (const Part& part : parts_) {
      zip.add(part.name, part.xml);
    }
    return zip.bytes();
  }

 private:
  struct Part {
    std::string name{};
    std::string xml{};
  };

  std::vector<std::string> sheets_{};
  std::vector<Part> parts_{};
  std::string relationships_{};
  std::string properties_{};
};

}  // namespace docexport::test
