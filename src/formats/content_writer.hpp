#pragma once

#include <optional>
#include <string>

#include "docexport/formats/writers.hpp"
#include "formats/content_counter.hpp"
#include "formats/field_choice.hpp"
#include "formats/table_grid.hpp"

namespace docexport {

/// What a tabular source is to a writer when only tables are asked for.
enum class RecordsInTablesView { as_records, as_table };

/// How a format differs from others in what it shows when nobody says.
struct FormatHabits {
  RecordsInTablesView records_in_tables_view = RecordsInTablesView::as_records;
  AutomaticFields fields = AutomaticFields::given;
  HeadersFooters headers_footers = HeadersFooters::drop;
  View spreadsheet_view = View::automatic;  ///< what the automatic view is for a spreadsheet
};

/// What all writers have in common: it counts what comes, passes on only what the view and the options show, numbers
/// tables from 1, and lays spanning cells out. A format says what it writes for each piece.
///
/// The views: `fields` shows fields; `tables` shows tables and the records of a tabular source, which are one table
/// more (`--table` picks one of them, and implies this view); `blocks` shows blocks and, in their places, tables;
/// `automatic` shows everything.
class ContentWriter : public Writer {
 public:
  void begin(const Metadata& metadata) final;
  void field(const Field& field) final;
  void page(const PageInfo& page) final;
  void block(const Block& block) final;
  void begin_table(const TableStart& table) final;
  void table_row(const Row& row) final;
  void end_table() final;
  void begin_records(const std::vector<std::string>& columns) final;
  void record(const Row& row) final;
  void end_records() final;
  void warning(std::string_view text) final;
  /// Throws Error (`input`) when the document has no table of the number asked for.
  void finish() final;
  [[nodiscard]] RenderStats stats() const final { return counter_.stats(); }

 protected:
  ContentWriter(const RenderRequest& request, std::string_view media_type, const FormatHabits& habits);

  [[nodiscard]] View view() const noexcept { return view_; }
  /// Whether only one table is asked for.
  [[nodiscard]] bool is_one_table() const noexcept { return wanted_table_.has_value(); }

  /// Records of a format that is not one of rows: those of a tabular source, the rows without header of a spreadsheet;
  /// any other document is one record.
  [[nodiscard]] std::uint64_t document_records() const;
  /// The same in a format that keeps a mailbox's messages apart.
  [[nodiscard]] std::uint64_t message_records() const { return message_count_.value_or(document_records()); }
  /// Whether the document is a spreadsheet: its tables are what it consists of.
  [[nodiscard]] bool is_spreadsheet() const noexcept { return is_spreadsheet_; }

  virtual void open_document(const Metadata& metadata) = 0;
  virtual void write_field(const Field& field) = 0;
  virtual void write_page(const PageInfo& page) = 0;
  virtual void write_block(const Block& block) = 0;
  virtual void open_table(const TableStart& table, std::uint64_t number) = 0;
  virtual void write_row(const GridRow& row) = 0;
  virtual void close_table() = 0;
  virtual void open_records(const std::vector<std::string>& columns) = 0;
  virtual void write_record(const Row& row) = 0;
  virtual void close_records() = 0;
  virtual void write_warning(std::string_view text) = 0;
  virtual void close_document() = 0;

 private:
  [[nodiscard]] bool shows_next_table();
  void open_next_table(const TableStart& table);

  std::string document_name_;
  bool is_spreadsheet_;
  View view_;
  std::optional<std::uint64_t> wanted_table_;
  bool records_are_table_;
  FieldChoice field_choice_;
  HeadersFooters headers_footers_;
  ContentCounter counter_;
  std::optional<std::uint64_t> message_count_;
  std::uint64_t table_count_ = 0;
  std::uint64_t header_rows_left_ = 0;  ///< of the table that is being written
  std::uint64_t data_row_count_ = 0;
  std::uint64_t record_count_ = 0;
  bool table_is_shown_ = false;
  bool records_are_shown_ = false;
  TableGrid grid_;
};

}  // namespace docexport
