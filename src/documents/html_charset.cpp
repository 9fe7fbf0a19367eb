#include "documents/html_charset.hpp"

#include <algorithm>

#include "docexport/base/text.hpp"
#include "documents/charset_label.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// Where a page has to say it, with room for pages that say it late.
constexpr std::size_t declared_within = 8192;

bool is_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-' ||
         character == '_' || character == ':' || character == '.';
}

/// What stands after `charset=` or `encoding=`, in lower case; empty if nothing does.
std::string_view value_after(std::string_view head, std::string_view key) {
  for (std::size_t place = head.find(key); place != std::string_view::npos; place = head.find(key, place + 1)) {
    std::size_t begin = place + key.size();
    begin = std::min(head.find_first_not_of(" \t\r\n", begin), head.size());
    if (begin == head.size() || head[begin] != '=') {
      continue;
    }
    begin = std::min(head.find_first_not_of(" \t\r\n\"'", begin + 1), head.size());
    std::size_t end = begin;
    while (end < head.size() && is_name_character(head[end])) {
      ++end;
    }
    if (end > begin) {
      return head.substr(begin, end - begin);
    }
  }
  return {};
}

/// The charset that the page says it has, as ICU knows it; empty if it says none that its bytes can be: a text that is
/// not UTF-8 does not become so by saying it, and one whose letters can be read as ASCII is not UTF-16.
std::string declared_charset(std::string_view bytes) {
  const std::string head = to_lower_ascii(bytes.substr(0, declared_within));
  std::string_view name = value_after(head, "charset");
  if (name.empty() && head.starts_with("<?xml")) {
    name = value_after(std::string_view(head).substr(0, head.find("?>")), "encoding");
  }
  const bool is_unicode = name.starts_with("utf") || name.starts_with("unicode") || name.starts_with("iso-10646");
  return is_unicode ? std::string() : converter_of_label(name);
}

}  // namespace

CharacterSet find_html_character_set(const DocumentSource& source) {
  CharacterSet found = find_character_set(source);
  // What is almost UTF-8 is UTF-8 with a fault, and is named so.
  if (found.mark_size > 0 || found.is_valid_utf8 || found.name == "UTF-8" ||
      !wide_character_set(source.head(declared_within)).empty()) {
    return found;
  }
  const std::string declared = declared_charset(source.head(declared_within));
  if (!declared.empty()) {
    found.name = declared;
    found.doubt.clear();
  }
  return found;
}

std::string decode_html(std::string_view bytes) {
  const DocumentSource source(bytes, "a part of the document");
  TextDecoder decoder(source, find_html_character_set(source), NulCharacters::replace);
  std::string text;
  for (std::string_view piece = decoder.next(); !piece.empty(); piece = decoder.next()) {
    text += piece;
  }
  return is_valid_utf8(text) ? text : to_valid_utf8(text);
}

}  // namespace docexport
