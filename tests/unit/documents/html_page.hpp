#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "unit/documents/document_file.hpp"

namespace docexport::test {

inline RecordingSink read_page(std::string_view html, const ReadRequest& request = {}) {
  return DocumentFile("page.html", html).read_with("text/html", request);
}

/// Each block in one line: its label, its level if it has one, its text.
inline std::vector<std::string> outline_of(const RecordingSink& sink) {
  std::vector<std::string> lines;
  for (const Block& block : sink.blocks) {
    std::string line(to_string(block.label));
    line += block.level > 0 ? std::to_string(block.level) : "";
    line += block.marker.empty() || block.marker == "-" ? "" : " " + block.marker;
    lines.push_back(line + (block.text.empty() ? "" : ": " + block.text));
  }
  return lines;
}

/// The text of each span of the block, with what it is: `b` bold, `i` italic, `c` code, `s` struck, `<target>`.
inline std::vector<std::string> spans_of(const Block& block) {
  std::vector<std::string> spans;
  for (const Span& span : block.spans) {
    std::string text = block.text.substr(span.begin, span.end - span.begin) + "|";
    text += span.bold ? "b" : "";
    text += span.italic ? "i" : "";
    text += span.code ? "c" : "";
    text += span.strikethrough ? "s" : "";
    text += span.link.empty() ? "" : "<" + span.link + ">";
    text += span.image.empty() ? "" : "(" + span.image + ")";
    spans.push_back(text);
  }
  return spans;
}

using Lines = std::vector<std::string>;

}  // namespace docexport::test
