#pragma once

#include <string_view>

#include "docexport/model/content.hpp"
#include "docexport/model/render_protocol.hpp"

namespace docexport {

/// Counts what comes by. Words are runs of anything but ASCII white space, characters are code points; both are those
/// of blocks, captions and cells.
class ContentCounter {
 public:
  void add_metadata(const Metadata& metadata);
  void add_field() { ++stats_.fields; }
  void add_page() { ++stats_.pages; }
  void add_block(const Block& block);
  void add_table(const TableStart& table);
  void add_row(const Row& row);

  /// Pages are those that came, or what the metadata says when none came.
  [[nodiscard]] RenderStats stats() const;

 private:
  void add_text(std::string_view text);

  RenderStats stats_;
  std::uint64_t page_count_ = 0;
};

}  // namespace docexport
