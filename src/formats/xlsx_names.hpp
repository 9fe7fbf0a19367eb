#pragma once

#include <set>
#include <string>
#include <string_view>

namespace docexport {

/// Gives worksheets names that spreadsheets accept: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end,
/// not empty, not `History`, and none twice, whatever its case.
class XlsxNames {
 public:
  /// The wanted name, or one as near to it as is free: `Sales (2)`.
  std::string take(std::string_view wanted, std::string_view instead);

 private:
  std::set<std::string> taken_;
};

}  // namespace docexport
