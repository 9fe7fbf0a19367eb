#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "documents/docx_content.hpp"

namespace docexport {

/// Where the comments on a paragraph begin and end in its text.
class DocxCommentRanges {
 public:
  /// A commentRangeStart or commentRangeEnd after this much of the text, or a commentReference, which is added to the
  /// comments with the words it is on.
  void mark(pugi::xml_node node, std::string_view text, std::vector<CommentReference>& comments);

 private:
  std::map<std::string, std::size_t, std::less<>> begins_{};
  std::map<std::string, std::string, std::less<>> words_{};
};

}  // namespace docexport
