#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// The text as it may stand in a document that people read: valid UTF-8, line ends as `\n`, and instead of any other
/// control character but TAB U+FFFD, so that it cannot act on a terminal.
std::string readable_text(std::string_view text);

/// The same as a cell of tab-separated text: each run of white space that holds a tab or a line end becomes one blank.
std::string readable_line(std::string_view text);

/// Whether there is nothing to be seen: only ASCII white space.
bool is_blank_text(std::string_view text);

}  // namespace docexport
