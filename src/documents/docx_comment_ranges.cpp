#include "documents/docx_comment_ranges.hpp"

#include "documents/opc_comment.hpp"

namespace docexport {

void DocxCommentRanges::mark(pugi::xml_node node, std::string_view text, std::vector<CommentReference>& comments) {
  const std::string_view name = local_name(node);
  const std::string id(xml_value(node, "id"));
  if (name == "commentRangeStart") {
    begins_[id] = text.size();
  } else if (name == "commentRangeEnd") {
    const auto begin = begins_.find(id);
    words_[id] = first_commented(text.substr(begin == begins_.end() ? 0 : begin->second));
  } else {
    comments.push_back({.id = id, .words = words_[id]});
  }
}

}  // namespace docexport
