#pragma once

#include <vector>

#include "docexport/model/content.hpp"
#include "formats/byte_buffer.hpp"

namespace docexport {

/// Nests the items of lists, which come one after the other with their depths, in `ul`, `ol` and `li`.
class HtmlLists {
 public:
  /// Begins the item, in a list at its depth; its text is to follow. The item ends with the next one or with the list.
  void begin_item(ByteBuffer& buffer, const Block& item);
  /// Something else than an item comes.
  void end(ByteBuffer& buffer);

 private:
  struct Level {
    bool ordered = false;
    bool has_item = false;  ///< one that is open
    int number = 0;         ///< of the last item, as a browser counts
  };

  void open_level(ByteBuffer& buffer, bool ordered);
  void close_level(ByteBuffer& buffer);
  static void close_item(ByteBuffer& buffer, Level& level);

  std::vector<Level> levels_;
};

}  // namespace docexport
