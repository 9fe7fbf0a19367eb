#pragma once

#include <string>
#include <vector>

#include "formats/cell_places.hpp"
#include "formats/content_writer.hpp"
#include "formats/output_file.hpp"
#include "formats/scratch_file.hpp"

namespace docexport {

/// One XML 1.0 document (docexport-1.xsd) with what a json export holds: blocks, tables and records stand in their
/// order in `content` and are written as they come; fields, pages and warnings are put aside and follow.
class XmlWriter final : public ContentWriter {
 public:
  XmlWriter(const RenderRequest& request, const std::string& media_type, const WriterFiles& files);

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

  ByteBuffer& start_line(std::string_view indent);
  void append_part(std::string_view name, const ScratchPart& part);

  RenderRequest request_;
  std::string media_type_;
  OutputFile output_;
  ScratchFile scratch_;
  ScratchPart fields_{scratch_};
  ScratchPart pages_{scratch_};
  ScratchPart warnings_{scratch_};
  CellPlaces places_;
  std::uint64_t header_rows_left_ = 0;
  std::vector<std::string> name_attributes_;  ///< ` name="…"` of each column of the records
};

}  // namespace docexport
