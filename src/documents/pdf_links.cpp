#include "documents/pdf_links.hpp"

#include <algorithm>
#include <string_view>

#include "documents/pdf_text.hpp"

namespace docexport {

void append_link(std::size_t begin, std::size_t end, const std::string& url, std::vector<Span>& links) {
  if (url.empty() || begin >= end) {
    return;
  }
  // A blank between two words with the same link belongs to it.
  if (!links.empty() && links.back().link == url && begin <= links.back().end + 1) {
    links.back().end = end;
  } else {
    links.push_back({.begin = begin, .end = end, .link = url});
  }
}

std::vector<Span> links_in_normalized(const std::vector<Span>& links, const std::string& line) {
  std::vector<Span> result = links;
  for (Span& link : result) {
    link.begin = normalize_line(std::string_view(line).substr(0, link.begin)).size();
    link.end = normalize_line(std::string_view(line).substr(0, link.end)).size();
  }
  return result;
}

void append_links(const PdfLine& line, const std::string& text, std::vector<Span>& spans) {
  const bool is_end = text.size() >= line.text.size();
  const std::size_t offset = is_end ? text.size() - line.text.size() : 0;
  const std::size_t missing = is_end ? 0 : line.text.size() - text.size();
  // The hyphen at the end of a line above may have gone.
  for (Span& span : spans) {
    span.end = std::min(span.end, offset);
  }
  for (const Span& link : line.links) {
    const std::size_t begin = std::max(link.begin, missing) - missing + offset;
    const std::size_t end = std::min(std::max(link.end, missing) - missing + offset, text.size());
    append_link(begin, end, link.link, spans);
  }
}

void drop_last_hyphen(Block& block) {
  if (trailing_character(block.text) == soft_hyphen) {
    block.text.resize(block.text.size() - last_character_size(block.text));
    std::erase_if(block.spans, [&block](const Span& span) { return span.end > block.text.size(); });
  }
}

}  // namespace docexport
