#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "docexport/model/field.hpp"
#include "formats/docling_table.hpp"
#include "formats/docling_tree.hpp"
#include "formats/output_file.hpp"
#include "formats/styled_runs.hpp"

namespace docexport {

/// The arrays of a DoclingDocument while they grow: each is put aside, because the body before them names what is in
/// them. What is added here becomes a child only where the tree is told so.
class DoclingParts {
 public:
  explicit DoclingParts(ScratchFile& scratch);

  [[nodiscard]] DoclingTree& tree() noexcept { return tree_; }

  void add_field(const Field& field);
  /// False if a page of that number was there before.
  bool add_page(const PageInfo& page);

  /// What the next text will be called.
  [[nodiscard]] DoclingRef next_text() const { return {.array = "texts", .index = text_count_}; }
  DoclingRef add_text(const DoclingItem& item, const DoclingText& text);
  /// Opens the next text's object: the caller appends its members and the closing brace.
  ByteBuffer& open_text(DoclingItem item);
  /// Adds a picture inside `parent`, with the text as its caption.
  DoclingRef add_picture(std::string_view text, const std::optional<Position>& position, const DoclingRef& parent);
  /// Adds the runs as texts of a group inside `parent`; the group is what the tree called its next.
  void add_inline_group(const std::vector<StyledRun>& runs, const DoclingRef& parent);

  /// Begins a table that is the next child of the innermost group.
  void open_table(const TableStart& table);
  void add_row(const GridRow& row) { table_->add(row); }
  void close_table();

  /// Writes the whole document; all groups are closed.
  void write_document(const RenderRequest& request, std::string_view media_type, OutputFile& output);

 private:
  void append_fields(OutputFile& output) const;

  DoclingTree tree_;
  ScratchPart texts_;
  ScratchPart pictures_;
  ScratchPart tables_;
  ScratchPart field_cells_;
  ScratchPart field_links_;
  ScratchPart pages_;
  std::set<int> page_numbers_;
  std::optional<DoclingTable> table_;
  std::uint64_t text_count_ = 0;
  std::uint64_t picture_count_ = 0;
  std::uint64_t table_count_ = 0;
  std::uint64_t field_count_ = 0;
};

}  // namespace docexport
