#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "unit/documents/zip_builder.hpp"

namespace docexport::test {

inline constexpr std::string_view odf_namespaces =
    R"(xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:svg="v" xmlns:fo="f" )"
    R"(xmlns:xlink="l" xmlns:dc="c" xmlns:meta="m" xmlns:presentation="p" xmlns:form="r")";

/// A content.xml with this in its body and these automatic styles.
inline std::string odf_content(std::string_view kind, std::string_view body, std::string_view styles = "") {
  return fmt::format(
      "<office:document-content {0}><office:automatic-styles>{3}</office:automatic-styles><office:body><office:{1}>{2}"
      "</office:{1}></office:body></office:document-content>",
      odf_namespaces, kind, body, styles);
}

/// A styles.xml.
inline std::string odf_styles(std::string_view styles, std::string_view automatic, std::string_view master) {
  return fmt::format(
      "<office:document-styles "
      "{}><office:styles>{}</office:styles><office:automatic-styles>{}</office:automatic-styles>"
      "<office:master-styles>{}</office:master-styles></office:document-styles>",
      odf_namespaces, styles, automatic, master);
}

inline std::string odf_meta(std::string_view properties) {
  return fmt::format("<office:document-meta {}><office:meta>{}</office:meta></office:document-meta>", odf_namespaces,
                     properties);
}

}  // namespace docexport::test
