#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/content_writer.hpp"
#include "formats/output_file.hpp"
#include "formats/print_canvas.hpp"
#include "formats/print_table.hpp"

namespace docexport {

/// A PDF for people to read and print: A4, pages as they fill. The same content and the same fonts give the same bytes;
/// a document that does not say when it was made gets the first second of 1970 as its date.
class PdfWriter final : public ContentWriter {
 public:
  PdfWriter(const RenderRequest& request, std::string_view media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return document_records(); }
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

  void write_list_item(const Block& block);
  void close_fields();
  void add_row(const std::vector<std::string>& texts);

  std::string title_;
  OutputFile output_;
  std::optional<PrintCanvas> canvas_;
  std::optional<PrintTable> table_;
  bool table_is_of_fields_ = false;
  std::vector<std::string> warnings_;
};

}  // namespace docexport
