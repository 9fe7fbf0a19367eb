#include "documents/odf_text.hpp"

#include <algorithm>
#include <charconv>

namespace docexport {
namespace {

constexpr std::size_t most_blanks = 1000;

bool is_blank(char character) {
  return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

}  // namespace

std::size_t odf_blank_count(std::string_view count) {
  std::size_t number = 1;
  std::from_chars(count.data(), count.data() + count.size(), number);
  return std::min(number, most_blanks);
}

void append_odf_text(std::string& text, std::string_view piece) {
  for (const char character : piece) {
    if (!is_blank(character)) {
      text += character;
    } else if (!text.empty() && !is_blank(text.back())) {
      text += ' ';
    }
  }
}

void OdfStreamedText::clear() {
  text_.clear();
  in_paragraph_ = has_paragraph_ = false;
}

void OdfStreamedText::begin_paragraph() {
  if (has_paragraph_) {
    text_ += '\n';
  }
  in_paragraph_ = has_paragraph_ = true;
}

void OdfStreamedText::element(std::string_view name, const XmlAttributes& attributes) {
  if (!in_paragraph_) {
    return;
  }
  if (name == "text:s") {
    text_.append(odf_blank_count(attributes.get("text:c")), ' ');
  } else if (name == "text:tab") {
    text_ += '\t';
  } else if (name == "text:line-break") {
    text_ += '\n';
  }
}

void OdfStreamedText::text(std::string_view piece) {
  if (in_paragraph_) {
    append_odf_text(text_, piece);
  }
}

}  // namespace docexport
