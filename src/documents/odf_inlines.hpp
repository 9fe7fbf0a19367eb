#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/odf_content.hpp"

namespace docexport {

/// The content of one paragraph: its text with spans, and what is anchored in it and comes after it.
class OdfInlines {
 public:
  explicit OdfInlines(OdfState& state) : state_(&state) {}

  void read(pugi::xml_node paragraph);
  /// Moves text and spans into the block, without white space at the ends.
  void move_into(Block& block);
  /// Frames and shapes, in the text's order.
  [[nodiscard]] const std::vector<pugi::xml_node>& shapes() const { return shapes_; }

 private:
  void read_children(pugi::xml_node node, const OdfRunFormat& format, const std::string& link);
  void read_element(pugi::xml_node node, const OdfRunFormat& format, const std::string& link);
  void read_note(pugi::xml_node note, const OdfRunFormat& format, const std::string& link);
  void end_comment(const std::string& name);
  void append(std::string_view text, const OdfRunFormat& format, const std::string& link);

  OdfState* state_;
  std::string text_{};
  std::vector<Span> spans_{};
  std::vector<pugi::xml_node> shapes_{};
  std::map<std::string, std::pair<std::size_t, std::size_t>> comments_{};  // index in the state, where it begins
};

}  // namespace docexport
