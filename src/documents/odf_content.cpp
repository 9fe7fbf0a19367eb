#include "documents/odf_content.hpp"

namespace docexport {

void OdfTextTarget::block(const Block& block) {
  if (block.label == BlockLabel::picture) {
    pictures_.push_back(block);
    return;
  }
  if (block.label == BlockLabel::list_item && !block.marker.empty()) {
    add_line(block.marker + " " + block.text);
  } else {
    add_line(block.text);
  }
}

void OdfTextTarget::table_row(const Row& row) {
  std::string line;
  for (const Cell& cell : row) {
    line += (line.empty() ? "" : "\t") + cell.text;
  }
  add_line(line);
}

void OdfTextTarget::clear() {
  text_.clear();
  pictures_.clear();
}

void OdfTextTarget::add_line(std::string_view line) {
  text_ += text_.empty() || line.empty() ? "" : "\n";
  text_ += line;
}

}  // namespace docexport
