#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace docexport::test {

/// The members of a ZIP file, in the order of its directory: names and contents. Throws std::runtime_error when sizes,
/// checksums or headers do not agree.
std::vector<std::pair<std::string, std::string>> read_zip(std::string_view bytes);

/// The content of one member; empty if there is none.
std::string zip_member(std::string_view bytes, std::string_view name);

/// Empty if the text is well-formed XML, else what is wrong.
std::string xml_problem(std::string_view text);

}  // namespace docexport::test
