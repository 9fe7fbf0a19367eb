#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/field_collection.hpp"
#include "documents/field_labels.hpp"

namespace docexport {

/// Looks for fields in the lines of blocks: label and value in one line, a usual label with its value in the next, the
/// lines of a form (three or more of label and value that follow each other), and values without a label.
class LineFields {
 public:
  explicit LineFields(FoundFields& found) : found_(&found) {}

  void add_block(const Block& block);
  /// What comes next does not go on with what was before.
  void interrupt();

 private:
  struct Line {
    std::string_view text{};
    FieldPlace place{};
    bool is_list_item = false;
  };
  /// A line of a form, perhaps; it waits for two more.
  struct FormLine {
    std::string label{};
    std::string value{};
    FieldPlace place{};
  };

  void add_line(const Line& line);
  bool take_as_value(const Line& line);
  bool add_labelled(const Line& line, const LabelledLine& labelled);
  void add_form_line(const Line& line, const LabelledLine& labelled);
  void flush_form();
  void add_labels_inside(const Line& line);
  void add_label_ending_at(const Line& line, std::size_t end, bool has_sign);
  void add_unlabelled(const Line& line);

  FoundFields* found_;
  std::string waiting_label_{};  // of the line before, which had no value
  std::vector<FormLine> form_{};
  std::size_t form_length_ = 0;
};

}  // namespace docexport
