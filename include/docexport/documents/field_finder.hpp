#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content_sink.hpp"

namespace docexport {

class FoundFields;
class LineFields;
class TableFields;

/// Passes all content on to another sink and, before it finishes, adds the fields that stand in the text (FieldOrigin
/// `found`): label and value in a line, in two lines or in a table; dates, amounts with a currency, e-mail addresses,
/// phone numbers and IBANs without a label. Values are as written, the type says what they are.
///
/// Confidence: 99 a checksum proves it, 90 a usual label with a value of its kind, 75 to 85 a usual label or a clear
/// shape, 60 to 70 a shape that may be something else. What is less sure is no field. The name is the label as written,
/// or "date", "amount", "email", "phone", "iban". At most 1,000 fields, none of them twice. Records are passed on
/// unseen: a tabular document has columns, not fields.
class FieldFinder : public ContentSink {
 public:
  explicit FieldFinder(ContentSink& next);
  FieldFinder(const FieldFinder&) = delete;
  FieldFinder& operator=(const FieldFinder&) = delete;
  ~FieldFinder() override;

  void begin(const Metadata& metadata) override;
  void field(const Field& field) override;
  void page(const PageInfo& page) override;
  void block(const Block& block) override;
  void begin_table(const TableStart& table) override;
  void table_row(const Row& row) override;
  void end_table() override;
  void begin_records(const std::vector<std::string>& columns) override;
  void record(const Row& row) override;
  void end_records() override;
  void warning(std::string_view text) override;
  void finish() override;

 private:
  ContentSink* next_;
  std::unique_ptr<FoundFields> found_;
  std::unique_ptr<LineFields> lines_;
  std::unique_ptr<TableFields> table_;
};

}  // namespace docexport
