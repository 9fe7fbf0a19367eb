#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/content_writer.hpp"
#include "formats/output_file.hpp"
#include "formats/scratch_file.hpp"
#include "formats/xlsx_names.hpp"
#include "formats/xlsx_package.hpp"
#include "formats/xlsx_table.hpp"

namespace docexport {

/// A workbook: the records of a tabular source on the sheet `Data`, a sheet for each table, then `Fields`, `Blocks` and
/// `Document` (what the source says about itself, counts, warnings). Rows are compressed and put aside as they come, so
/// memory does not grow with them; the file is put together at the end, when the names of all sheets are known.
class XlsxWriter final : public ContentWriter {
 public:
  XlsxWriter(const RenderRequest& request, const std::string& media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return records_count_; }
  [[nodiscard]] std::vector<std::string> warnings() const override { return warnings_; }

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

  /// The sheet `Blocks`, which begins with the first block.
  XlsxTable& blocks();
  void add_table_block(const std::string& sheet_name);
  void append_table_text(const GridRow& row);
  void add_losses();
  void add_sheets(std::optional<XlsxTable>& table, std::string_view name);
  [[nodiscard]] std::uint64_t shown_rows() const;
  /// Names the table's sheets and adds them to the list; the first one's name.
  std::string take_sheets(XlsxTable& table, std::string_view name, std::string_view instead);

  RenderRequest request_;
  std::string media_type_;
  OutputFile output_;
  ScratchFile scratch_;
  XlsxLosses losses_;
  XlsxNames names_;
  std::vector<NamedWorksheet> sheets_;
  std::optional<XlsxTable> table_;  ///< the table or the records that are being written
  std::optional<XlsxTable> fields_;
  std::optional<XlsxTable> blocks_;
  std::optional<XlsxTable> document_;
  TableStart table_start_;
  std::uint64_t table_number_ = 0;
  std::string table_text_;  ///< of a table among blocks
  std::uint64_t table_rows_ = 0;
  std::uint64_t records_count_ = 0;
  bool has_records_ = false;
  std::vector<std::string> warnings_;
};

}  // namespace docexport
