#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/opc_package.hpp"

namespace docexport {

/// The texts that a workbook's cells refer to by number: the one thing that is held of a workbook, in one buffer. Runs
/// of a rich text are joined, phonetic guides left out.
class XlsxSharedStrings {
 public:
  void begin_string() { ends_.push_back(text_.size()); }
  void append(std::string_view piece);
  void end_string();

  /// Nothing (a null pointer) when there is none of that number.
  [[nodiscard]] std::string_view get(std::uint64_t index) const;

 private:
  std::string text_{};
  std::vector<std::uint64_t> ends_{};  // the string being read is the last
};

/// Those of the part; none when `part` is empty.
XlsxSharedStrings read_xlsx_shared_strings(OpcPackage& package, const std::string& part);

}  // namespace docexport
