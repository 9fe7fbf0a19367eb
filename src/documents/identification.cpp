#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "docexport/documents/readers.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/character_set.hpp"
#include "documents/json_elements.hpp"
#include "documents/signatures.hpp"

namespace docexport {
namespace {

constexpr std::size_t looked_at_bytes = std::size_t{64} << 10;
constexpr std::string_view plain_text = "text/plain";
constexpr std::string_view markdown = "text/markdown";
constexpr std::string_view json = "application/json";
constexpr std::string_view json_lines = "application/jsonl";
constexpr std::string_view pdf = "application/pdf";
constexpr std::string_view html = "text/html";
constexpr std::string_view xml = "application/xml";
constexpr std::string_view plain_text_advice = " (with the type text/plain it is read as plain text)";

[[noreturn]] void refuse(const DocumentSource& source, std::string_view what, std::string_view advice) {
  throw Error(ErrorKind::unsupported, fmt::format("{} is {}, which is not supported; supported are {}{}", source.name(),
                                                  what, readable_type_names(), advice));
}

std::string with_article(std::string_view name) {
  constexpr std::string_view vowels = "AEIOUaeiou";
  // Spelled out, these begin with a vowel; "UTF" and "USB" are not among the names.
  constexpr std::array<std::string_view, 5> spelled_with_vowel{"HTML", "XML", "RTF", "MP3", "MP4"};
  bool vowel = vowels.find(name.front()) != std::string_view::npos;
  for (const std::string_view spelled : spelled_with_vowel) {
    vowel = vowel || name.starts_with(spelled);
  }
  return fmt::format("{} {}", vowel || name.starts_with("SVG") ? "an" : "a", name);
}

/// What the user said: one of our media types, with or without parameters, or an extension. Empty if nothing.
std::string_view declared_type(const DocumentSource& source, std::string_view declared) {
  const std::string wanted = to_lower_ascii(trim(declared.substr(0, declared.find(';'))));
  if (wanted.empty()) {
    return {};
  }
  for (const ReadableType& type : readable_types()) {
    if (type.media_type == wanted) {
      return type.media_type;
    }
  }
  const std::string_view by_extension = media_type_of_name("." + wanted);
  if (by_extension.empty()) {
    throw Error(ErrorKind::unsupported, fmt::format("{}: the type {} is not supported; supported are {}", source.name(),
                                                    declared, readable_type_names()));
  }
  return by_extension;
}

/// Whether the text begins like values that stand like this: right to the last character that was looked at.
bool begins_like(const DocumentSource& source, JsonTopLevel top_level) {
  const DocumentSource beginning = source.beginning(looked_at_bytes);
  const CharacterSet character_set = find_character_set(beginning);
  JsonElements elements(beginning, character_set, top_level);
  std::size_t objects = 0;
  try {
    while (elements.next()) {
      const JsonKind kind = elements.scanner().kind();
      if (top_level == JsonTopLevel::lines && kind != JsonKind::object) {
        return false;
      }
      elements.scanner().skip_value();
      ++objects;
    }
  } catch (const Error&) {
    // The text was cut, not wrong, if the trouble is that it ends; a whole text must be right.
    return source.size() > beginning.size() && elements.scanner().at_end() &&
           (top_level == JsonTopLevel::document || objects > 0);
  }
  return top_level == JsonTopLevel::document || objects > 1;
}

bool begins_with_bracket(const DocumentSource& source) {
  const std::string head = source.head(looked_at_bytes);
  std::string_view text = head;
  text.remove_prefix(text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

std::string_view type_by_structure(const DocumentSource& source) {
  if (!begins_with_bracket(source)) {
    return plain_text;
  }
  if (begins_like(source, JsonTopLevel::lines)) {
    return json_lines;
  }
  return begins_like(source, JsonTopLevel::document) ? json : plain_text;
}

bool is_binary(const DocumentSource& source) {
  const std::string head = source.head(looked_at_bytes);
  return head.find('\0') != std::string::npos && wide_character_set(head).empty();
}

std::string type_of_binary(const DocumentSource& source, const Signature& signature) {
  if (!is_readable(signature.media_type)) {
    refuse(source, with_article(signature.name), "");
  }
  return std::string(signature.media_type);
}

/// An XML declaration says less than a name that stands for a kind of XML: an XHTML page.
std::string_view more_exact(std::string_view by_content, std::string_view by_name) {
  return by_content == xml && by_name == html ? by_name : by_content;
}

/// Kinds that no text can be: they begin with bytes of their own.
bool is_binary_type(std::string_view media_type) {
  return media_type == pdf || media_type.starts_with("application/vnd.") || media_type == "application/epub+zip" ||
         media_type.starts_with("image/");
}

std::string_view name_of(std::string_view media_type) {
  for (const ReadableType& type : readable_types()) {
    if (type.media_type == media_type) {
      return type.name;
    }
  }
  return media_type;
}

std::string_view type_of_text(const DocumentSource& source, std::string_view declared) {
  const std::string_view named = media_type_of_name(source.name());
  const std::string_view said = declared.empty() ? named : declared;
  if (is_binary_type(said)) {
    throw Error(ErrorKind::input, fmt::format("{} is not {}: it does not begin like one; it may be damaged, or text "
                                              "(then give its type, text/plain)",
                                              source.name(), with_article(name_of(said))));
  }
  return said.empty() ? type_by_structure(source) : said;
}

std::string_view type_of_empty(const DocumentSource& source, std::string_view declared) {
  const std::string_view named = media_type_of_name(source.name());
  const std::string_view said = declared.empty() ? named : declared;
  const std::string_view foreign = foreign_kind_of_name(source.name());
  if (is_binary_type(said) || (said.empty() && !foreign.empty())) {
    throw Error(ErrorKind::input, fmt::format("{} is empty, so it cannot be {}", source.name(),
                                              with_article(said.empty() ? foreign : name_of(said))));
  }
  return said.empty() ? plain_text : said;
}

}  // namespace

std::string identify_document(const DocumentSource& source, std::string_view declared) {
  const std::string_view said = declared_type(source, declared);
  if (source.size() == 0) {
    return std::string(type_of_empty(source, said));
  }
  const Signature signature = find_signature(source);
  const std::string_view named = media_type_of_name(source.name());
  if (signature.kind == SignatureKind::binary) {
    return type_of_binary(source, signature);
  }
  const bool may_hold_markup = said == plain_text || said == markdown || (said.empty() && named == markdown);
  if (signature.kind == SignatureKind::markup && !may_hold_markup) {
    if (!is_readable(signature.media_type)) {
      refuse(source, with_article(signature.name), plain_text_advice);
    }
    return std::string(said.empty() ? more_exact(signature.media_type, named) : said);
  }
  const bool is_unknown = said.empty() && named.empty();
  const std::string_view foreign = is_unknown ? foreign_kind_of_name(source.name()) : std::string_view();
  if (is_binary(source)) {
    refuse(source,
           foreign.empty() ? "binary data of an unknown kind" : "binary data, named like " + with_article(foreign), "");
  }
  if (!foreign.empty()) {
    refuse(source, "named like " + with_article(foreign), plain_text_advice);
  }
  return std::string(type_of_text(source, said));
}

}  // namespace docexport
