#pragma once

#include <string>

namespace docexport {

/// Replaces `_x000D_`, as SpreadsheetML writes what XML cannot hold or might change, by what it stands for. Line ends
/// become `\n`; other control characters are left out.
void decode_xlsx_escapes(std::string& text);

}  // namespace docexport
