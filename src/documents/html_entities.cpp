#include "documents/html_entities.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "documents/code_point.hpp"
#include "documents/html_entity_list.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_reference = 64;

struct NamedCharacters {
  std::string_view name;
  std::string_view characters;
};

std::vector<NamedCharacters> index_list() {
  std::vector<NamedCharacters> index;
  std::string_view rest = html_entity_list();
  while (!rest.empty()) {
    const std::size_t entry_end = rest.find('~');
    const std::string_view entry = rest.substr(0, entry_end);
    const std::size_t name_end = entry.find(' ');
    index.push_back({entry.substr(0, name_end), entry.substr(name_end + 1)});
    rest.remove_prefix(entry_end + 1);
  }
  return index;
}

std::string_view find_name(std::string_view name) {
  static const std::vector<NamedCharacters> index = index_list();
  const auto place =
      std::lower_bound(index.begin(), index.end(), name,
                       [](const NamedCharacters& entry, std::string_view wanted) { return entry.name < wanted; });
  return place != index.end() && place->name == name ? place->characters : std::string_view();
}

bool is_character(char32_t code_point) {
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return code_point > 0 && code_point <= 0x10FFFF && !surrogate;
}

/// `digits` is what stands between `#` and `;`.
std::string decode_number(std::string_view digits, std::string_view reference) {
  const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
  digits.remove_prefix(hexadecimal ? 1 : 0);
  std::uint32_t code_point = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, code_point, hexadecimal ? 16 : 10);
  if (digits.empty() || rest != end || error == std::errc::invalid_argument) {
    return std::string(reference);
  }
  std::string text;
  const bool too_large = error == std::errc::result_out_of_range;
  append_code_point(text, !too_large && is_character(code_point) ? char32_t{code_point} : U'\uFFFD');
  return text;
}

}  // namespace

std::string decode_entity(std::string_view reference) {
  if (reference.size() < 3 || reference.front() != '&' || reference.back() != ';') {
    return std::string(reference);
  }
  const std::string_view name = reference.substr(1, reference.size() - 2);
  if (name.starts_with('#')) {
    return decode_number(name.substr(1), reference);
  }
  const std::string_view characters = find_name(name);
  return std::string(characters.empty() ? reference : characters);
}

std::string decode_entities(std::string_view text) {
  std::string decoded;
  while (!text.empty()) {
    const std::size_t ampersand = std::min(text.find('&'), text.size());
    decoded += text.substr(0, ampersand);
    text.remove_prefix(ampersand);
    const std::size_t semicolon = text.substr(0, longest_reference).find(';');
    const std::string_view reference = text.substr(0, semicolon == std::string_view::npos ? 0 : semicolon + 1);
    std::string characters = decode_entity(reference);
    if (characters != reference) {
      decoded += characters;
      text.remove_prefix(reference.size());
    } else if (!text.empty()) {
      decoded += text.front();
      text.remove_prefix(1);
    }
  }
  return decoded;
}

}  // namespace docexport
