#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "storage/credentials.hpp"

namespace docexport {

/// Where a setting stands, for messages.
struct IniValue {
  Secret text{};  ///< a key like any other for this reader, so each is kept as a secret
  std::size_t line = 0;
};

struct IniEntry {
  IniValue value{};                          ///< lines that continue it are joined by `\n`
  std::map<std::string, IniValue> nested{};  ///< of an entry whose own line has no value: `s3 =`
};

struct IniSection {
  std::string name{};
  std::map<std::string, IniEntry> entries{};  ///< names in lower case
};

/// Reads a file as AWS's tools do: `[section]`, `name = value` or `name: value`, lines that begin with `#` or `;`,
/// deeper lines that continue the value above them. Throws Error (`configuration`) that names the file, the line and
/// the fault, but nothing that the line holds: no section before the first entry, a section or name twice, a line that
/// is neither, text that is not UTF-8.
std::vector<IniSection> parse_ini(std::string_view text, const std::string& file);

}  // namespace docexport
