#pragma once

#include "formats/content_writer.hpp"
#include "formats/json_record.hpp"
#include "formats/output_file.hpp"
#include "formats/scratch_file.hpp"

namespace docexport {

/// One JSON document, `docexport/1` (docexport-1.schema.json): one record, block or row of a table a line. Records are
/// written as they come; all else is put aside, because it belongs before or after them.
class JsonWriter final : public ContentWriter {
 public:
  JsonWriter(const RenderRequest& request, std::string media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return message_records(); }

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

  void append_job();
  void append_document(const Metadata& metadata);
  void append_fields();
  void append_array(std::string_view name, const ScratchPart& items);
  void append_stats();
  void open_member(std::string_view name);
  void append_table_values(const GridRow& row);
  void append_table_text(const GridRow& row);
  void append_spans(const GridRow& row);

  RenderRequest request_;
  std::string media_type_;
  OutputFile output_;
  ScratchFile scratch_;
  ScratchPart fields_{scratch_};
  ScratchPart blocks_{scratch_};
  ScratchPart tables_{scratch_};
  ScratchPart spans_{scratch_};  ///< of the table that is being written
  ScratchPart pages_{scratch_};
  ScratchPart warnings_{scratch_};
  JsonRecord record_;
  TableStart table_;  ///< the one that is being written
  std::uint64_t table_rows_ = 0;
  std::uint64_t table_columns_ = 0;
  std::uint64_t table_index_ = 0;
  bool has_records_ = false;
  bool is_first_record_ = true;
};

}  // namespace docexport
