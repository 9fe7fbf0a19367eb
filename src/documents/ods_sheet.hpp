#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/expat_parser.hpp"
#include "documents/odf_text.hpp"
#include "documents/ods_outline.hpp"
#include "documents/spreadsheet_tables.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {

/// Hears of a spreadsheet's elements as they come and passes the wanted sheets on: each a heading with its name, then
/// its tables, comments, text boxes and pictures. What it refers to outlives it.
class OdsHandler : public XmlHandler {
 public:
  OdsHandler(std::vector<bool> wanted_sheets, ZipArchive& archive, ReadingBudget& budget, ContentSink& sink)
      : wanted_(std::move(wanted_sheets)), archive_(&archive), budget_(&budget), sink_(&sink) {}

  void begin_element(std::string_view name, const XmlAttributes& attributes) override;
  void end_element(std::string_view name) override;
  void text(std::string_view piece) override;

  /// The document ends here, in the middle of a sheet if it is damaged.
  void end_sheet();
  [[nodiscard]] std::uint64_t hidden_cells() const { return hidden_cells_; }

 private:
  /// What the text that comes belongs to.
  enum class Place { none, cell, comment, comment_author, shape, shape_title };

  void begin_in_sheet(std::string_view name, const XmlAttributes& attributes);
  void begin_sheet(const XmlAttributes& attributes);
  void begin_row(const XmlAttributes& attributes);
  void begin_cell(std::string_view name, const XmlAttributes& attributes);
  bool begin_beside_cell(std::string_view name);
  void begin_shape(std::string_view name);
  void end_in_sheet(std::string_view name);
  void end_row();
  void end_cell();
  void end_comment();
  void end_shape();
  void set_value(Cell& cell) const;
  [[nodiscard]] Place place() const { return places_.empty() ? Place::none : places_.back(); }
  /// Where paragraphs go at this place; null if nowhere.
  [[nodiscard]] OdfStreamedText* paragraphs();

  std::vector<bool> wanted_;
  ZipArchive* archive_;  // for objects, which are parts of their own
  ReadingBudget* budget_;
  ContentSink* sink_;
  int depth_ = 0;
  int skipped_from_ = 0;  // the depth of the element that is passed over with all in it
  int inner_tables_ = 0;  // tables in a cell, of which only the text is read
  std::size_t next_sheet_ = 0;
  std::unique_ptr<SpreadsheetTables> tables_{};  // of the sheet that is being read
  std::vector<Block> after_tables_{};
  std::uint64_t hidden_cells_ = 0;
  std::vector<Place> places_{};

  SheetRow row_{};
  std::uint32_t row_repeats_ = 1;
  std::uint32_t next_row_ = 0;
  std::uint32_t next_column_ = 0;

  // Of the cell that is being read.
  bool is_covered_ = false;
  std::uint32_t cell_repeats_ = 1;
  Cell cell_{};
  std::string value_type_{};
  std::string value_{};
  OdfStreamedText cell_text_{};

  OdfStreamedText comment_text_{};
  std::string comment_author_{};
  OdfStreamedText shape_text_{};
  std::string shape_title_{};
  int shape_depth_ = 0;
  std::string shape_object_{};
  bool shape_is_picture_ = false;
};

}  // namespace docexport
