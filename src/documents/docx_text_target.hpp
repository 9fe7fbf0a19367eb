#pragma once

#include <string>
#include <utility>
#include <vector>

#include "documents/docx_content.hpp"

namespace docexport {

/// Takes what has no blocks of its own as lines of text: a table's cell, a footnote. Pictures are kept apart.
class DocxTextTarget : public DocxTarget {
 public:
  void block(const Block& block) override {
    if (block.label == BlockLabel::picture) {
      pictures_.push_back(block);
      return;
    }
    std::string line;
    if (block.label == BlockLabel::list_item) {
      line = block.marker + (block.checked ? *block.checked ? " [x] " : " [ ] " : " ");
    }
    const bool is_formula = block.label == BlockLabel::formula;
    add_line(line + (is_formula ? "$" + block.text + "$" : block.text));
  }

  void table(const TableStart& /*start*/, const std::vector<Row>& rows) override {
    for (const Row& row : rows) {
      std::string line;
      for (const Cell& cell : row) {
        line += (line.empty() ? "" : "\t") + cell.text;
      }
      add_line(line);
    }
  }

  [[nodiscard]] std::string take_text() { return std::move(text_); }
  [[nodiscard]] const std::vector<Block>& pictures() const noexcept { return pictures_; }
  void push_pictures(ContentSink& sink) const {
    for (const Block& picture : pictures_) {
      sink.block(picture);
    }
  }

 private:
  void add_line(const std::string& line) {
    text_ += text_.empty() || line.empty() ? "" : "\n";
    text_ += line;
  }

  std::string text_{};
  std::vector<Block> pictures_{};
};

}  // namespace docexport
