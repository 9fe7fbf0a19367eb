#pragma once

#include <string>
#include <vector>

#include "formats/content_writer.hpp"
#include "formats/markdown_list.hpp"
#include "formats/output_file.hpp"
#include "formats/scratch_file.hpp"

namespace docexport {

/// CommonMark with GFM's tables, task lists and strikethrough: what a parser reads back is the content. Page headers
/// and footers are left out. Fields come first, as a table.
class MarkdownWriter final : public ContentWriter {
 public:
  MarkdownWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return document_records(); }

 private:
  /// What was written last, as far as the next piece must know it.
  enum class Piece { none, field, list_item, quote, other };

  void open_document(const Metadata& metadata) override;
  void write_field(const Field& field) override;
  void write_page(const PageInfo& page) override;
  void write_block(const Block& block) override;
  void open_table(const TableStart& table, std::uint64_t number) override;
  void write_row(const GridRow& row) override;
  void close_table() override;
  void open_records(const std::vector<std::string>& columns) override;
  void write_record(const Row& row) override;
  void close_records() override;
  void write_warning(std::string_view text) override;
  void close_document() override;

  void append_heading(const Block& block);
  void append_paragraph(const Block& block);
  void append_picture(const Block& block);
  void append_list_item(const Block& block);
  void append_quote(const Block& block);
  void append_code(const Block& block, std::string_view language);
  void append_formula(const Block& block);
  void append_header(const std::vector<std::string>& cells, std::size_t width);
  /// A blank line between pieces; `piece` is the one that follows.
  void separate(Piece piece);

  OutputFile output_;
  ScratchFile scratch_;
  ScratchPart table_rows_{scratch_};  ///< of the table that is being written
  std::vector<std::string> table_header_;
  bool header_is_next_ = false;
  std::size_t table_width_ = 0;
  MarkdownLists lists_;
  Piece last_ = Piece::none;
  int last_quote_level_ = 0;
  bool has_title_ = false;
};

}  // namespace docexport
