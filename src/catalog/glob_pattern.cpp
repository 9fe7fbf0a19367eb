#include "catalog/glob_pattern.hpp"

namespace docexport {
namespace {

bool is_special(char character) {
  return character == '*' || character == '?' || character == '[';
}

void append_literal(std::string& pattern, char character) {
  pattern += is_special(character) ? std::string{'[', character, ']'} : std::string{character};
}

/// The end of the class that begins at `begin`, which is past its bracket; npos when it is left open.
std::size_t end_of_class(std::string_view pattern, std::size_t begin) {
  const bool is_negated = begin < pattern.size() && (pattern[begin] == '!' || pattern[begin] == '^');
  // A bracket that comes first stands for itself.
  return pattern.find(']', begin + (is_negated ? 2 : 1));
}

}  // namespace

std::string sqlite_glob(std::string_view pattern) {
  std::string result;
  for (std::size_t index = 0; index < pattern.size(); ++index) {
    const char character = pattern[index];
    if (character == '\\' && index + 1 < pattern.size()) {
      append_literal(result, pattern[++index]);
      continue;
    }
    if (character != '[') {
      result += character;
      continue;
    }
    const std::size_t end = end_of_class(pattern, index + 1);
    if (end == std::string_view::npos) {
      append_literal(result, character);
      continue;
    }
    std::string members(pattern.substr(index + 1, end - index - 1));
    if (members.starts_with('!')) {
      members.front() = '^';
    }
    result += '[' + members + ']';
    index = end;
  }
  return result;
}

}  // namespace docexport
