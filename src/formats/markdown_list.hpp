#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "docexport/model/content.hpp"

namespace docexport {

/// Where an item of a list goes in Markdown.
struct ListPlace {
  std::string indent{};           ///< of the item's first line
  std::string marker{};           ///< `- `, `12. `
  bool after_blank_line = false;  ///< without it a parser would not see a new list here
};

/// Finds each item's place: nested by depth, numbered as in the document. Lists of one kind that follow each other get
/// different markers, because a parser would join them otherwise.
class MarkdownLists {
 public:
  ListPlace place(const Block& item);
  /// Something else than an item came: the next item begins a list.
  void end() { levels_.clear(); }

 private:
  /// The list that is being written at a depth.
  struct Level {
    bool ordered = false;
    std::string source_marker{};  ///< a bullet, or what follows the number
    char symbol = '-';
    std::uint64_t number = 0;
    std::size_t content_column = 0;
  };

  static bool continues(const Level& list, const Level& item);

  std::vector<Level> levels_;
};

}  // namespace docexport
