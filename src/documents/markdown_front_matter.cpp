#include "documents/markdown_front_matter.hpp"

#include <cctype>
#include <optional>

#include "docexport/base/text.hpp"
#include "docexport/base/time.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 10;

std::string_view first_line(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

std::size_t line_length(std::string_view text) {
  const std::size_t line_end = text.find('\n');
  return line_end == std::string_view::npos ? text.size() : line_end + 1;
}

bool is_fence(std::string_view line) {
  while (line.ends_with(' ') || line.ends_with('\t')) {
    line.remove_suffix(1);
  }
  return line == "---";
}

/// `key: value`, the key a word at the line's beginning.
struct Entry {
  std::string key{};
  std::string_view value{};
};

std::optional<Entry> parse_entry(std::string_view line) {
  std::size_t length = 0;
  while (length < line.size() &&
         (std::isalnum(static_cast<unsigned char>(line[length])) != 0 || line[length] == '_' || line[length] == '-')) {
    ++length;
  }
  const std::string_view after = line.substr(length);
  if (length == 0 || std::isalpha(static_cast<unsigned char>(line[0])) == 0 || !after.starts_with(':') ||
      (after.size() > 1 && after[1] != ' ' && after[1] != '\t')) {
    return std::nullopt;
  }
  return Entry{to_lower_ascii(line.substr(0, length)), trim(after.substr(1))};
}

/// A YAML scalar without its quotation marks; nullopt for what is none or needs more of YAML than this.
std::optional<std::string> plain_scalar(std::string_view value) {
  if (value.size() >= 2 && (value[0] == '"' || value[0] == '\'') && value.back() == value[0]) {
    const std::string_view inner = value.substr(1, value.size() - 2);
    const bool simple = inner.find(value[0]) == std::string_view::npos && inner.find('\\') == std::string_view::npos;
    return simple ? std::optional<std::string>(inner) : std::nullopt;
  }
  const bool other = value.empty() || std::string_view("[]{}>|*&!%@`#\"'").find(value[0]) != std::string_view::npos ||
                     value.find(" #") != std::string_view::npos;
  return other ? std::nullopt : std::optional<std::string>(value);
}

std::string* place_of(const std::string& key, Metadata& metadata) {
  if (key == "title") {
    return &metadata.title;
  }
  if (key == "author") {
    return &metadata.author;
  }
  if (key == "description" || key == "subject") {
    return &metadata.subject;
  }
  if (key == "keywords" || key == "tags") {
    return &metadata.keywords;
  }
  if (key == "date") {
    return &metadata.created;
  }
  return key == "lang" || key == "language" ? &metadata.language : nullptr;
}

/// Whether the line is in the metadata now.
bool take_line(std::string_view line, Metadata& metadata) {
  const std::optional<Entry> entry = parse_entry(line);
  std::string* const place = entry ? place_of(entry->key, metadata) : nullptr;
  if (place == nullptr || !place->empty()) {
    return false;
  }
  std::optional<std::string> value = plain_scalar(entry->value);
  if (value && place == &metadata.created) {
    const std::optional<Timestamp> time = parse_rfc3339(*value);
    value = time ? std::optional<std::string>(format_rfc3339(*time)) : std::nullopt;
  }
  if (value) {
    *place = *value;
  }
  return value.has_value();
}

/// The length of the front matter; 0 if there is none. A rule (`---`) followed by text is none.
std::size_t front_matter_length(std::string_view text) {
  if (!is_fence(first_line(text))) {
    return 0;
  }
  std::size_t offset = line_length(text);
  if (!parse_entry(first_line(text.substr(offset)))) {
    return 0;
  }
  while (offset < text.size() && offset < max_bytes) {
    const std::string_view line = first_line(text.substr(offset));
    offset += line_length(text.substr(offset));
    if (is_fence(line) || trim(line) == "...") {
      return offset;
    }
  }
  return 0;
}

}  // namespace

FrontMatter take_front_matter(std::string_view text, Metadata& metadata) {
  FrontMatter matter{.length = front_matter_length(text)};
  std::size_t offset = matter.length == 0 ? 0 : line_length(text);
  while (offset < matter.length) {
    const std::string_view line = first_line(text.substr(offset));
    offset += line_length(text.substr(offset));
    // A line that is indented continues the one before it, and stays with it.
    const bool continues = line.starts_with(' ') || line.starts_with('\t') || line.starts_with('-');
    const std::string_view next = first_line(text.substr(offset));
    const bool continued = next.starts_with(' ') || next.starts_with('\t') || next.starts_with("- ");
    const bool taken = !continues && !continued && take_line(line, metadata);
    if (!taken && offset < matter.length) {
      matter.rest.append(line).push_back('\n');
    }
  }
  if (matter.rest.ends_with('\n')) {
    matter.rest.pop_back();
  }
  return matter;
}

}  // namespace docexport
