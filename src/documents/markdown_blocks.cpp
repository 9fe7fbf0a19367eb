#include "documents/markdown_blocks.hpp"

#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

/// A row that is written with a few bytes is filled up to its table's width.
constexpr std::uint64_t cell_growth = 4;
constexpr std::uint64_t always_allowed_cells = 100'000;

/// The last line end of code is the fence's; other text may end with white space that HTML left behind.
void trim_end(Block& block) {
  if (block.label == BlockLabel::code) {
    if (block.text.ends_with('\n')) {
      block.text.pop_back();
    }
    return;
  }
  const std::size_t kept = block.spans.empty() ? 0 : block.spans.back().end;
  while (block.text.size() > kept && (block.text.back() == ' ' || block.text.back() == '\n')) {
    block.text.pop_back();
  }
}

}  // namespace

MarkdownBlocks::MarkdownBlocks(std::size_t text_bytes, const std::string& document, ContentSink& sink)
    : sink_(&sink),
      document_(document),
      inlines_(text_bytes, document),
      max_cells_(text_bytes * cell_growth + always_allowed_cells) {}

void MarkdownBlocks::enter_block(MD_BLOCKTYPE type, const void* detail) {
  end_block();
  switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
      enter_container(type, detail);
      break;
    case MD_BLOCK_HR:
      begin_block(BlockLabel::horizontal_rule, 0);
      break;
    case MD_BLOCK_H:
      begin_block(BlockLabel::section_header, static_cast<int>(static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level));
      break;
    case MD_BLOCK_CODE:
      enter_code(*static_cast<const MD_BLOCK_CODE_DETAIL*>(detail));
      break;
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
      begin_paragraph();
      break;
    case MD_BLOCK_TABLE:
      enter_table(*static_cast<const MD_BLOCK_TABLE_DETAIL*>(detail));
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      in_cell_ = true;
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TR:
      break;
  }
}

void MarkdownBlocks::enter_container(MD_BLOCKTYPE type, const void* detail) {
  if (type == MD_BLOCK_LI) {
    enter_item(*static_cast<const MD_BLOCK_LI_DETAIL*>(detail));
    return;
  }
  begin_item();
  if (type == MD_BLOCK_QUOTE) {
    ++quotes_;
    containers_.push_back({.kind = ContainerKind::quote});
  } else if (type == MD_BLOCK_UL) {
    lists_.push_back({.mark = static_cast<const MD_BLOCK_UL_DETAIL*>(detail)->mark});
  } else {
    const auto& list = *static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
    lists_.push_back({.ordered = true, .next_number = list.start, .mark = list.mark_delimiter});
  }
}

void MarkdownBlocks::leave_block(MD_BLOCKTYPE type) {
  switch (type) {
    case MD_BLOCK_QUOTE:
      end_block();
      --quotes_;
      containers_.pop_back();
      break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
      lists_.pop_back();
      break;
    case MD_BLOCK_LI:
      // An item without anything in it is an item all the same.
      end_block();
      begin_item();
      containers_.pop_back();
      break;
    case MD_BLOCK_TABLE:
      sink_->end_table();
      break;
    case MD_BLOCK_TR:
      end_row();
      break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
      end_cell();
      break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_H:
    case MD_BLOCK_CODE:
    case MD_BLOCK_P:
    case MD_BLOCK_HTML:
    case MD_BLOCK_THEAD:
    case MD_BLOCK_TBODY:
      end_block();
      break;
  }
}

void MarkdownBlocks::enter_item(const MD_BLOCK_LI_DETAIL& detail) {
  List& list = lists_.back();
  Container container{.kind = ContainerKind::item};
  container.item.label = BlockLabel::list_item;
  container.item.level = static_cast<int>(lists_.size()) - 1;
  container.item.ordered = list.ordered;
  container.item.marker = list.ordered ? fmt::format("{}{}", list.next_number++, list.mark) : std::string(1, list.mark);
  if (detail.is_task != 0) {
    container.item.checked = detail.task_mark != ' ';
  }
  containers_.push_back(std::move(container));
}

void MarkdownBlocks::enter_code(const MD_BLOCK_CODE_DETAIL& detail) {
  begin_block(BlockLabel::code, 0);
  block_.language = markdown_attribute(detail.lang);
}

void MarkdownBlocks::enter_table(const MD_BLOCK_TABLE_DETAIL& detail) {
  begin_block(BlockLabel::text, 0);
  in_block_ = false;
  sink_->begin_table({.header_rows = static_cast<int>(detail.head_row_count)});
}

void MarkdownBlocks::end_cell() {
  in_cell_ = false;
  row_.push_back({.text = inlines_.take_text()});
  if (++cells_ > max_cells_) {
    throw Error(ErrorKind::limit,
                fmt::format("{}: its tables have many times more cells than the text has characters", document_));
  }
}

void MarkdownBlocks::end_row() {
  sink_->table_row(row_);
  row_.clear();
}

void MarkdownBlocks::begin_item() {
  if (!containers_.empty() && containers_.back().kind == ContainerKind::item && !containers_.back().is_begun) {
    begin_paragraph();
    end_block();
  }
}

void MarkdownBlocks::begin_block(BlockLabel label, int level) {
  begin_item();
  block_ = {.label = label, .level = level};
  in_block_ = true;
}

void MarkdownBlocks::begin_paragraph() {
  in_block_ = true;
  if (containers_.empty()) {
    block_ = {.label = BlockLabel::paragraph};
    return;
  }
  Container& container = containers_.back();
  if (container.kind == ContainerKind::quote) {
    block_ = {.label = BlockLabel::quote, .level = quotes_};
  } else if (container.is_begun) {
    block_ = {.label = BlockLabel::paragraph};
  } else {
    block_ = container.item;
    container.is_begun = true;
  }
}

void MarkdownBlocks::end_block() {
  if (!in_block_) {
    return;
  }
  in_block_ = false;
  inlines_.move_into(block_);
  trim_end(block_);
  const bool may_be_empty = block_.label != BlockLabel::paragraph && block_.label != BlockLabel::quote;
  if (may_be_empty || !block_.text.empty() || !block_.spans.empty()) {
    sink_->block(block_);
  }
}

void MarkdownBlocks::add_text(MD_TEXTTYPE type, std::string_view text) {
  // The text of an item of a tight list comes without a paragraph around it.
  if (!in_block_ && !in_cell_) {
    begin_paragraph();
  }
  inlines_.add_text(type, text);
}

void MarkdownBlocks::finish() {
  if (inlines_.html_tags() > 0) {
    sink_->warning(fmt::format("{} HTML {} left out; the text between them was kept", inlines_.html_tags(),
                               inlines_.html_tags() == 1 ? "tag was" : "tags were"));
  }
  if (inlines_.lost_targets() > 0) {
    sink_->warning(fmt::format("{} {} in table cells left only their text", inlines_.lost_targets(),
                               inlines_.lost_targets() == 1 ? "link or image" : "links or images"));
  }
}

}  // namespace docexport
