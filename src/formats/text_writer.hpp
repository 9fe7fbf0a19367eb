#pragma once

#include "formats/content_writer.hpp"
#include "formats/output_file.hpp"

namespace docexport {

/// Plain text: blocks with a blank line between them, lists with their markers, rows of tables and records with tabs
/// between the cells, fields as `name: value`. Rules are left out.
class TextWriter final : public ContentWriter {
 public:
  TextWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return document_records(); }

 private:
  /// What the last line belongs to: lines of one piece have no blank line between them.
  enum class Piece { none, field, list_item, table, other };

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

  void append_list_item(const Block& block);
  /// Begins a line of the piece, after a blank line if it is a new one.
  void start_line(Piece piece);
  void append_cell(std::string_view text, bool is_first);

  OutputFile output_;
  Piece last_ = Piece::none;
};

}  // namespace docexport
