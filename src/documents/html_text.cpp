#include "documents/html_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "docexport/base/text.hpp"
#include "documents/html_entities.hpp"

namespace docexport {
namespace {

constexpr std::array<std::string_view, 33> line_elements{
    "address", "article", "aside", "blockquote", "br", "dd",  "details", "div",     "dl",    "dt",     "figcaption",
    "figure",  "footer",  "form",  "h1",         "h2", "h3",  "h4",      "h5",      "h6",    "header", "hr",
    "li",      "main",    "nav",   "ol",         "p",  "pre", "section", "summary", "table", "tr",     "ul"};
constexpr std::array<std::string_view, 2> cell_elements{"td", "th"};
constexpr std::array<std::string_view, 2> hidden_elements{"script", "style"};

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_space(char character) {
  return character == ' ' || (character >= '\t' && character <= '\r');
}

bool begins_tag(std::string_view html) {
  if (html.size() < 2 || html[0] != '<') {
    return false;
  }
  const auto next = static_cast<unsigned char>(html[1]);
  return std::isalpha(next) != 0 || next == '/' || next == '!' || next == '?';
}

/// The length of the tag, with both angle brackets; 0 when it is not closed.
std::size_t tag_length(std::string_view html) {
  char quote = '\0';
  for (std::size_t index = 1; index < html.size(); ++index) {
    const char character = html[index];
    if (quote != '\0') {
      quote = character == quote ? '\0' : quote;
    } else if (character == '"' || character == '\'') {
      quote = character;
    } else if (character == '>') {
      return index + 1;
    }
  }
  return 0;
}

std::string tag_name(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  const auto* const name_end = std::find_if(tag.begin(), tag.end(), [](char character) {
    return is_space(character) || character == '/' || character == '>';
  });
  return to_lower_ascii(tag.substr(0, static_cast<std::size_t>(name_end - tag.begin())));
}

/// The text of the attribute `alt`, which stands in quotation marks.
std::string alternative_text(std::string_view tag) {
  for (const std::string_view opening : {" alt=\"", " alt='"}) {
    const std::size_t place = tag.find(opening);
    if (place != std::string_view::npos) {
      const std::string_view rest = tag.substr(place + opening.size());
      return decode_entities(rest.substr(0, rest.find(opening.back())));
    }
  }
  return "";
}

/// Where `</name` stands from `offset` on; the end of the text if nowhere.
std::size_t find_closing_tag(std::string_view html, std::size_t offset, const std::string& name) {
  std::size_t place = html.find("</", offset);
  while (place != std::string_view::npos && to_lower_ascii(html.substr(place + 2, name.size())) != name) {
    place = html.find("</", place + 2);
  }
  return std::min(place, html.size());
}

class HtmlStripper {
 public:
  explicit HtmlStripper(std::string& out) : out_(&out) {}

  std::size_t strip(std::string_view html) {
    while (!html.empty()) {
      const std::size_t length = begins_tag(html) ? pass_tag(html) : 0;
      if (length > 0) {
        html.remove_prefix(length);
      } else {
        const std::size_t text_end = unclosed_ ? html.size() : std::min(html.find('<', 1), html.size());
        add_text(html.substr(0, text_end));
        html.remove_prefix(text_end);
      }
    }
    return tags_;
  }

 private:
  /// The bytes that were passed: a comment, a script with its content, or one tag; 0 when nothing closes it.
  std::size_t pass_tag(std::string_view html) {
    if (html.starts_with("<!--")) {
      const std::size_t comment_end = html.find("-->", 4);
      return comment_end == std::string_view::npos ? html.size() : comment_end + 3;
    }
    const std::size_t length = unclosed_ ? 0 : tag_length(html);
    unclosed_ = length == 0;
    if (unclosed_) {
      return 0;
    }
    const std::string_view tag = html.substr(0, length);
    const std::string name = tag_name(tag);
    show_tag(tag, name);
    if (contains(hidden_elements, name) && !tag.starts_with("</") && !tag.ends_with("/>")) {
      return find_closing_tag(html, length, name);
    }
    return length;
  }

  void show_tag(std::string_view tag, const std::string& name) {
    tags_ += name == "br" ? 0U : 1U;
    if (contains(line_elements, name)) {
      begin_line();
    } else if (contains(cell_elements, name)) {
      add_text(" ");
    } else if (name == "img") {
      add_text(alternative_text(tag));
    }
  }

  void begin_line() {
    while (out_->ends_with(' ')) {
      out_->pop_back();
    }
    if (!out_->empty() && !out_->ends_with('\n')) {
      out_->push_back('\n');
    }
  }

  void add_text(std::string_view text) {
    for (const char character : decode_entities(text)) {
      if (!is_space(character)) {
        out_->push_back(character);
      } else if (!out_->empty() && !is_space(out_->back())) {
        out_->push_back(' ');
      }
    }
  }

  std::string* out_;
  std::size_t tags_ = 0;
  bool unclosed_ = false;  // a tag was not closed, so that no later one needs to be looked for
};

}  // namespace

std::size_t append_html_text(std::string& out, std::string_view html) {
  return HtmlStripper(out).strip(html);
}

}  // namespace docexport
