#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <md4c.h>

#include "docexport/model/content_sink.hpp"
#include "documents/markdown_inlines.hpp"

namespace docexport {

/// Turns what md4c reports into blocks and tables.
class MarkdownBlocks {
 public:
  /// `text_bytes`: the size of the text that is parsed, which bounds the cells that its tables may have; `document` is
  /// for messages.
  MarkdownBlocks(std::size_t text_bytes, const std::string& document, ContentSink& sink);

  void enter_block(MD_BLOCKTYPE type, const void* detail);
  void leave_block(MD_BLOCKTYPE type);
  void enter_span(MD_SPANTYPE type, const void* detail) { inlines_.enter_span(type, detail); }
  void leave_span(MD_SPANTYPE type) { inlines_.leave_span(type); }
  void add_text(MD_TEXTTYPE type, std::string_view text);

  /// Warns about what had no place.
  void finish();

 private:
  struct List {
    bool ordered = false;
    std::uint64_t next_number = 0;
    char mark = '-';
  };
  enum class ContainerKind { quote, item };
  struct Container {
    ContainerKind kind = ContainerKind::quote;
    Block item{};           // the list item's own block, still without text
    bool is_begun = false;  // the item's block was passed on
  };

  void enter_container(MD_BLOCKTYPE type, const void* detail);
  void enter_item(const MD_BLOCK_LI_DETAIL& detail);
  void enter_code(const MD_BLOCK_CODE_DETAIL& detail);
  void enter_table(const MD_BLOCK_TABLE_DETAIL& detail);
  void end_cell();
  void end_row();
  /// Passes an item on, with an empty text, that has no paragraph before what comes next.
  void begin_item();
  /// Begins a block that is no paragraph.
  void begin_block(BlockLabel label, int level);
  void begin_paragraph();
  void end_block();

  ContentSink* sink_;
  std::string document_;
  MarkdownInlines inlines_;
  std::vector<List> lists_{};
  std::vector<Container> containers_{};
  int quotes_ = 0;
  Block block_{};
  bool in_block_ = false;
  bool in_cell_ = false;
  Row row_{};
  std::uint64_t cells_ = 0;
  std::uint64_t max_cells_ = 0;
};

}  // namespace docexport
