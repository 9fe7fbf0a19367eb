#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/content_writer.hpp"
#include "formats/docling_parts.hpp"

namespace docexport {

/// One JSON document that is a DoclingDocument 1.10. Lists, sheets and slides are groups, a text of several styles is
/// an inline group, the records of a tabular source are a table, fields are one key_value_item. Rules across the page
/// have no item there.
class DoclingWriter final : public ContentWriter {
 public:
  DoclingWriter(const RenderRequest& request, std::string media_type, const WriterFiles& files);

  [[nodiscard]] std::uint64_t records_count() const override { return document_records(); }

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
  void write_prose(const Block& block);
  void enter_list(const Block& item);
  void end_lists();
  void open_section(std::string_view label, const std::string& name);
  void end_sections();

  RenderRequest request_;
  std::string media_type_;
  OutputFile output_;
  ScratchFile scratch_;
  DoclingParts parts_;
  std::vector<bool> lists_;       ///< those that are open, outermost first: whether they are ordered
  bool section_is_open_ = false;  ///< the group around them: a sheet or a slide
};

}  // namespace docexport
