#pragma once

#include <memory>
#include <string>
#include <vector>

#include "formats/content_writer.hpp"
#include "formats/row_format.hpp"

namespace docexport {

/// Writes a row format, which shows one kind of row. In the automatic view these are the records of a tabular source,
/// or the rows of a spreadsheet's tables; else the fields, if there are any; else the blocks, where a table is one
/// block whose text is its rows.
/// Blocks are put aside until it is clear that no records come.
class RowWriter final : public ContentWriter {
 public:
  RowWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files,
            std::unique_ptr<RowFormat> format);

  [[nodiscard]] std::uint64_t records_count() const override;

 private:
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

  /// Whether blocks can still become what the file shows.
  [[nodiscard]] bool wants_blocks() const;
  void append_fields();
  void append_blocks();

  std::unique_ptr<RowFormat> format_;
  OutputFile output_;
  ScratchFile scratch_;
  std::unique_ptr<TableRows> table_rows_;  ///< in the tables view only
  std::vector<Field> fields_;
  ScratchPart blocks_{scratch_};
  TableStart table_block_;
  bool table_block_has_text_ = false;
  std::uint64_t block_count_ = 0;
  bool has_records_ = false;
  std::uint64_t row_count_ = 0;
};

}  // namespace docexport
