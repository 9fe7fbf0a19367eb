#include "documents/html_tags.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "docexport/base/text.hpp"
#include "documents/html_tree.hpp"

namespace docexport {
namespace {

/// Longer names are of no element that is known, and need not be told apart.
constexpr std::size_t longest_name = 32;

constexpr std::array<std::string_view, 9> raw_text_elements{"script", "style",   "title",    "textarea", "xmp",
                                                            "iframe", "noembed", "noframes", "noscript"};
constexpr std::array<std::string_view, 20> void_elements{
    "area",  "base", "basefont", "bgsound", "br",   "col",  "command", "embed",  "frame", "hr",
    "image", "img",  "input",    "keygen",  "link", "meta", "param",   "source", "track", "wbr"};

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_letter(char character) {
  return std::isalpha(static_cast<unsigned char>(character)) != 0;
}

bool ends_name(char character) {
  return is_html_space(character) || character == '/' || character == '>';
}

}  // namespace

bool is_void_element(std::string_view name) {
  return contains(void_elements, name);
}

bool HtmlTagScanner::next(HtmlTag& tag) {
  for (;;) {
    const std::size_t begin = html_.find('<', position_);
    if (begin == std::string_view::npos || begin + 1 == html_.size()) {
      position_ = html_.size();
      return false;
    }
    const char first = html_[begin + 1];
    const bool is_end = first == '/' && begin + 2 < html_.size() && is_letter(html_[begin + 2]);
    if (is_letter(first) || is_end) {
      read_tag(tag, begin);
      position_ = tag.end;
      if (!tag.is_end && !tag.is_self_closing && contains(raw_text_elements, tag.name) && tag.name != "noscript") {
        skip_raw_text(tag.name);
      }
      return true;
    }
    position_ = first == '!' || first == '?' || first == '/' ? after_markup(begin) : begin + 1;
  }
}

std::size_t HtmlTagScanner::after_markup(std::size_t begin) const {
  if (html_.substr(begin).starts_with("<!--")) {
    // `<!-->` is a whole comment.
    const std::size_t end = html_.find("-->", begin + 2);
    return end == std::string_view::npos ? html_.size() : end + 3;
  }
  if (html_.substr(begin).starts_with("<![CDATA[")) {
    const std::size_t end = html_.find('>', begin);
    return end == std::string_view::npos ? html_.size() : end + 1;
  }
  const std::size_t end = html_.find('>', begin);
  return end == std::string_view::npos ? html_.size() : end + 1;
}

void HtmlTagScanner::read_tag(HtmlTag& tag, std::size_t begin) {
  tag.begin = begin;
  tag.attributes = 0;
  tag.is_end = html_[begin + 1] == '/';
  const std::size_t name_begin = begin + (tag.is_end ? 2 : 1);
  std::size_t position = name_begin;
  while (position < html_.size() && !ends_name(html_[position])) {
    ++position;
  }
  tag.name = to_lower_ascii(html_.substr(name_begin, std::min(position - name_begin, longest_name)));
  while (position < html_.size() && html_[position] != '>') {
    if (is_html_space(html_[position]) || html_[position] == '/') {
      ++position;
    } else {
      position = skip_attribute(position);
      ++tag.attributes;
    }
  }
  tag.is_self_closing = position < html_.size() && html_[position - 1] == '/';
  tag.end = std::min(position + 1, html_.size());
}

std::size_t HtmlTagScanner::skip_attribute(std::size_t position) const {
  // A name may begin with an equals sign.
  ++position;
  while (position < html_.size() && !ends_name(html_[position]) && html_[position] != '=') {
    ++position;
  }
  std::size_t value = position;
  while (value < html_.size() && is_html_space(html_[value])) {
    ++value;
  }
  if (value == html_.size() || html_[value] != '=') {
    return position;
  }
  return skip_value(value + 1);
}

std::size_t HtmlTagScanner::skip_value(std::size_t position) const {
  while (position < html_.size() && is_html_space(html_[position])) {
    ++position;
  }
  if (position < html_.size() && (html_[position] == '"' || html_[position] == '\'')) {
    const std::size_t end = html_.find(html_[position], position + 1);
    return end == std::string_view::npos ? html_.size() : end + 1;
  }
  while (position < html_.size() && !is_html_space(html_[position]) && html_[position] != '>') {
    ++position;
  }
  return position;
}

void HtmlTagScanner::skip_raw_text(const std::string& name) {
  std::size_t end = html_.find("</", position_);
  while (end != std::string_view::npos && to_lower_ascii(html_.substr(end + 2, name.size())) != name) {
    end = html_.find("</", end + 2);
  }
  position_ = std::min(end, html_.size());
}

std::string expand_empty_elements(std::string_view xhtml) {
  std::string html;
  html.reserve(xhtml.size() + xhtml.size() / 16);
  HtmlTagScanner scanner(xhtml);
  HtmlTag tag;
  std::size_t copied = 0;
  while (scanner.next(tag)) {
    if (tag.is_self_closing && !tag.is_end && !is_void_element(tag.name)) {
      const std::size_t slash = tag.end - 2;
      html += xhtml.substr(copied, slash - copied);
      html += ">";
      const std::size_t name_end = xhtml.find_first_of(" \t\r\n\f/>", tag.begin + 1);
      html.append("</").append(xhtml.substr(tag.begin + 1, name_end - tag.begin - 1)).append(">");
      copied = tag.end;
    }
  }
  html += xhtml.substr(copied);
  return html;
}

}  // namespace docexport
