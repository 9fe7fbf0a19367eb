#pragma once

#include <string_view>

namespace docexport {

/// How a cell looks: the index of its format in the workbook's styles.
enum class XlsxStyle {
  plain,
  header,
  wrapped,         ///< text of several lines
  quoted,          ///< text that looks like a formula and stays text when it is edited
  wrapped_quoted,  ///< both
  whole_number,    ///< with all its digits
  date,
  date_and_time,
  time
};

/// xl/styles.xml.
std::string_view xlsx_styles();

}  // namespace docexport
