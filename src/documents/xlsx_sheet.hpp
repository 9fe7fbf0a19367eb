#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "documents/expat_parser.hpp"
#include "documents/spreadsheet_tables.hpp"
#include "documents/xlsx_merged_cells.hpp"
#include "documents/xlsx_shared_strings.hpp"
#include "documents/xlsx_workbook.hpp"

namespace docexport {

/// What was found in a sheet beside the values of its cells.
struct XlsxSheetContents {
  std::string drawing_id{};  ///< the relationship that leads to its pictures and charts
  std::uint64_t formulas_without_value = 0;
  std::uint64_t links = 0;
  std::uint64_t objects = 0;           ///< documents of other programs
  std::vector<std::string> headers{};  ///< as Excel codes them
  std::vector<std::string> footers{};
};

/// Hears of a sheet's elements as they come and passes its rows on. What it refers to outlives it.
class XlsxSheetHandler : public XmlHandler {
 public:
  XlsxSheetHandler(const XlsxWorkbook& workbook, const XlsxSharedStrings& strings, const XlsxMergedCells& merged,
                   SpreadsheetTables& tables)
      : workbook_(&workbook), strings_(&strings), merged_(&merged), tables_(&tables) {}

  void begin_element(std::string_view name, const XmlAttributes& attributes) override;
  void end_element(std::string_view name) override;
  void text(std::string_view piece) override;

  [[nodiscard]] const XlsxSheetContents& contents() const { return contents_; }

 private:
  enum class ValueType { number, shared_string, text, boolean, date };

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void begin_other(std::string_view name, const XmlAttributes& attributes);
  void end_furniture(std::string_view name);
  void end_cell();
  void end_row();
  void set_value(Cell& cell) const;
  [[nodiscard]] NumberKind number_kind() const;
  void merge_cells();

  const XlsxWorkbook* workbook_;
  const XlsxSharedStrings* strings_;
  const XlsxMergedCells* merged_;
  SpreadsheetTables* tables_;
  XlsxSheetContents contents_{};
  SheetRow row_{};
  bool in_row_ = false;
  bool is_sorted_ = true;
  std::uint32_t next_row_ = 0;
  std::uint32_t next_column_ = 0;
  // Of the cell that is being read.
  bool in_cell_ = false;
  ValueType type_ = ValueType::number;
  std::uint64_t style_ = 0;
  std::uint32_t column_ = 0;
  bool has_formula_ = false;
  bool has_value_ = false;
  bool in_phonetic_ = false;
  bool in_furniture_ = false;
  bool takes_text_ = false;
  std::string value_{};
};

}  // namespace docexport
