#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace docexport::test {

/// What md4c (GitHub's dialect without automatic links) finds in the text, one line a block or row of a table: `h2 …`,
/// `p …`, `li1 3. …` (depth, marker), `li0 - [x] …`, `code cpp|…`, `quote2 …`, `hr`, `row a|b`. Inside, styled text is
/// `<b>…</b>`, `<i>`, `<s>`, `<c>`, `<a target>…</a>`, `<img source>…</img>`; a line end is `\n`.
std::vector<std::string> parse_markdown(std::string_view markdown);

}  // namespace docexport::test
