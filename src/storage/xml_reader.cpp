#include "storage/xml_reader.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace docexport {
namespace {

constexpr std::size_t max_depth = 32;
constexpr std::size_t max_elements = 200'000;
constexpr std::string_view xml_white_space = " \t\r\n";

bool is_xml_character(std::uint32_t code_point) {
  return code_point == 0x9 || code_point == 0xa || code_point == 0xd || (code_point >= 0x20 && code_point <= 0xd7ff) ||
         (code_point >= 0xe000 && code_point <= 0xfffd) || (code_point >= 0x10000 && code_point <= 0x10ffff);
}

void append_utf8(std::string& text, std::uint32_t code_point) {
  const auto trail = [&](unsigned shift) { text += static_cast<char>(0x80U | ((code_point >> shift) & 0x3fU)); };
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xc0U | (code_point >> 6U));
    trail(0);
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xe0U | (code_point >> 12U));
    trail(6);
    trail(0);
  } else {
    text += static_cast<char>(0xf0U | (code_point >> 18U));
    trail(12);
    trail(6);
    trail(0);
  }
}

bool append_numeric_entity(std::string& text, std::string_view digits) {
  const int base = digits.starts_with('x') ? 16 : 10;
  digits.remove_prefix(base == 16 ? 1 : 0);
  std::uint32_t code_point = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code_point, base);
  if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || !is_xml_character(code_point)) {
    return false;
  }
  append_utf8(text, code_point);
  return true;
}

bool append_entity(std::string& text, std::string_view name) {
  constexpr std::pair<std::string_view, char> entities[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  if (name.starts_with('#')) {
    return append_numeric_entity(text, name.substr(1));
  }
  const auto* const found =
      std::find_if(std::begin(entities), std::end(entities), [&](const auto& entity) { return entity.first == name; });
  if (found == std::end(entities)) {
    return false;
  }
  text += found->second;
  return true;
}

bool append_resolved(std::string& text, std::string_view raw) {
  while (!raw.empty()) {
    const std::size_t ampersand = std::min(raw.find('&'), raw.size());
    text += raw.substr(0, ampersand);
    raw.remove_prefix(ampersand);
    if (raw.empty()) {
      return true;
    }
    const std::size_t semicolon = raw.find(';');
    if (semicolon == std::string_view::npos || !append_entity(text, raw.substr(1, semicolon - 1))) {
      return false;
    }
    raw.remove_prefix(semicolon + 1);
  }
  return true;
}

std::string_view local_name(std::string_view name) {
  return name.substr(name.find(':') + 1);
}

/// Reads from the left of what is left of the document; every step says whether it could.
class Reader {
 public:
  explicit Reader(std::string_view document) : rest_(document) { skip("\xef\xbb\xbf"); }

  std::optional<XmlElement> read() {
    XmlElement root;
    if (!skip_outside() || !read_element(root, 1) || !skip_outside() || !rest_.empty()) {
      return std::nullopt;
    }
    return root;
  }

 private:
  bool skip(std::string_view text) {
    const bool is_here = rest_.starts_with(text);
    rest_.remove_prefix(is_here ? text.size() : 0);
    return is_here;
  }

  bool skip_past(std::string_view text) {
    const std::size_t at = rest_.find(text);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + text.size());
    return at != std::string_view::npos;
  }

  void skip_space() { rest_.remove_prefix(std::min(rest_.find_first_not_of(xml_white_space), rest_.size())); }

  /// What may stand before and after the root. A DTD may not.
  bool skip_outside() {
    for (skip_space(); !rest_.empty(); skip_space()) {
      if (skip("<?")) {
        if (!skip_past("?>")) {
          return false;
        }
      } else if (skip("<!--")) {
        if (!skip_past("-->")) {
          return false;
        }
      } else {
        return rest_.starts_with('<') && !rest_.starts_with("<!");
      }
    }
    return true;
  }

  std::string_view read_name() {
    const std::size_t end = std::min(rest_.find_first_of(" \t\r\n/><=&\"'"), rest_.size());
    const std::string_view name = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return name;
  }

  bool skip_attributes() {
    for (skip_space(); !rest_.empty() && rest_.front() != '>' && rest_.front() != '/'; skip_space()) {
      if (read_name().empty()) {
        return false;
      }
      skip_space();
      if (!skip("=")) {
        return false;
      }
      skip_space();
      const std::string_view quote = rest_.starts_with('\'') ? "'" : "\"";
      if (!skip(quote) || !skip_past(quote)) {
        return false;
      }
    }
    return true;
  }

  bool read_element(XmlElement& element, std::size_t depth) {
    if (depth > max_depth || ++elements_ > max_elements || !skip("<")) {
      return false;
    }
    const std::string_view name = read_name();
    element.name = local_name(name);
    if (element.name.empty() || !skip_attributes()) {
      return false;
    }
    return skip("/>") || (skip(">") && read_content(element, depth) && read_name() == name && skip_end_of_tag());
  }

  bool skip_end_of_tag() {
    skip_space();
    return skip(">");
  }

  /// Up to and with the `</` of the element's end.
  bool read_content(XmlElement& element, std::size_t depth) {
    while (true) {
      const std::size_t markup = rest_.find('<');
      if (markup == std::string_view::npos || !append_resolved(element.text, rest_.substr(0, markup))) {
        return false;
      }
      rest_.remove_prefix(markup);
      if (skip("</")) {
        return true;
      }
      if (!read_markup(element, depth)) {
        return false;
      }
    }
  }

  bool read_markup(XmlElement& element, std::size_t depth) {
    if (skip("<!--")) {
      return skip_past("-->");
    }
    if (skip("<![CDATA[")) {
      const std::size_t end = rest_.find("]]>");
      element.text += rest_.substr(0, end);
      return skip_past("]]>");
    }
    if (skip("<?")) {
      return skip_past("?>");
    }
    return read_element(element.children.emplace_back(), depth + 1);
  }

  std::string_view rest_;
  std::size_t elements_ = 0;
};

}  // namespace

const XmlElement* XmlElement::child(std::string_view child_name) const {
  const auto found =
      std::find_if(children.begin(), children.end(), [&](const XmlElement& each) { return each.name == child_name; });
  return found == children.end() ? nullptr : &*found;
}

std::string_view XmlElement::child_text(std::string_view child_name) const {
  const XmlElement* const found = child(child_name);
  return found == nullptr ? std::string_view() : std::string_view(found->text);
}

std::optional<XmlElement> parse_xml(std::string_view document) {
  return Reader(document).read();
}

std::optional<std::string> escape_xml(std::string_view text) {
  constexpr std::string_view u_fffe = "\xef\xbf\xbe";
  constexpr std::string_view u_ffff = "\xef\xbf\xbf";
  if (text.find(u_fffe) != std::string_view::npos || text.find(u_ffff) != std::string_view::npos) {
    return std::nullopt;
  }
  std::string escaped;
  for (const char each : text) {
    const auto byte = static_cast<unsigned char>(each);
    if (byte < 0x20 && each != '\t' && each != '\n' && each != '\r') {
      return std::nullopt;
    }
    switch (each) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      // As entities, for a parser would turn the line ends into others.
      case '\t':
      case '\n':
      case '\r':
        escaped += "&#" + std::to_string(byte) + ";";
        break;
      default:
        escaped += each;
    }
  }
  return escaped;
}

}  // namespace docexport
