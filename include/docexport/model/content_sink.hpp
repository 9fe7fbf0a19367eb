#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"
#include "docexport/model/field.hpp"

namespace docexport {

/// What readers push into and writers are (design §7). Neither knows the other, and nothing holds a whole table.
///
/// Order: begin, then fields, pages, blocks, tables and records in any order that is the document's, then finish. A
/// table is begin_table, table_row…, end_table; nothing else comes in between, and tables do not nest. Records (the
/// rows of a tabular source) are begin_records, record…, end_records, at most once a document. Warnings may come at any
/// time. All text is valid UTF-8 and belongs to the caller: a sink copies what it keeps.
class ContentSink {
 public:
  virtual ~ContentSink() = default;

  virtual void begin(const Metadata& metadata) = 0;
  virtual void field(const Field& field) = 0;
  virtual void page(const PageInfo& page) = 0;
  virtual void block(const Block& block) = 0;

  virtual void begin_table(const TableStart& table) = 0;
  virtual void table_row(const Row& row) = 0;
  virtual void end_table() = 0;

  /// Column names are unique and not empty. Each record has exactly one cell per column; what the source's record
  /// does not have is CellType::absent.
  virtual void begin_records(const std::vector<std::string>& columns) = 0;
  virtual void record(const Row& row) = 0;
  virtual void end_records() = 0;

  /// Something of the document that was not read, or read doubtfully; one sentence.
  virtual void warning(std::string_view text) = 0;

  /// The document is complete. Without this call the output is not valid.
  virtual void finish() = 0;
};

}  // namespace docexport
