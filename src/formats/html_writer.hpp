#pragma once

#include <string>

#include "formats/content_writer.hpp"
#include "formats/html_lists.hpp"
#include "formats/html_table.hpp"
#include "formats/output_file.hpp"
#include "formats/scratch_file.hpp"

namespace docexport {

/// One HTML page that needs nothing beside itself: no script, no picture, no font of others. Headings, lists, tables
/// with spans, notes; what could not be read stands at the end.
class HtmlWriter final : public ContentWriter {
 public:
  HtmlWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return document_records(); }

 private:
  /// What the last piece was: pieces of one kind go on without a new beginning.
  enum class Piece { other, field, list_item, quote };

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

  /// Ends what cannot go on with the next piece.
  void turn_to(Piece piece);
  void append_heading(const Block& block);
  void append_paragraph(const Block& block, std::string_view tag);
  void append_list_item(const Block& block);
  void append_quote(const Block& block);
  void append_code(const Block& block);
  void append_picture(const Block& block);
  void change_quote_level(int level);

  std::string document_name_;
  OutputFile output_;
  ScratchFile scratch_;
  ScratchPart warnings_{scratch_};
  HtmlTableWriter table_{output_};
  HtmlLists lists_;
  Piece last_ = Piece::other;
  int quote_level_ = 0;
  bool has_title_ = false;
};

}  // namespace docexport
