#include "docexport/documents/field_finder.hpp"

#include "documents/field_collection.hpp"
#include "documents/field_lines.hpp"
#include "documents/field_tables.hpp"

namespace docexport {

FieldFinder::FieldFinder(ContentSink& next)
    : next_(&next),
      found_(std::make_unique<FoundFields>()),
      lines_(std::make_unique<LineFields>(*found_)),
      table_(std::make_unique<TableFields>(*found_)) {}

FieldFinder::~FieldFinder() = default;

void FieldFinder::begin(const Metadata& metadata) {
  next_->begin(metadata);
}

void FieldFinder::field(const Field& field) {
  next_->field(field);
}

void FieldFinder::page(const PageInfo& page) {
  next_->page(page);
}

void FieldFinder::block(const Block& block) {
  lines_->add_block(block);
  next_->block(block);
}

void FieldFinder::begin_table(const TableStart& table) {
  lines_->interrupt();
  table_->begin(table);
  next_->begin_table(table);
}

void FieldFinder::table_row(const Row& row) {
  table_->add_row(row);
  next_->table_row(row);
}

void FieldFinder::end_table() {
  table_->end();
  next_->end_table();
}

void FieldFinder::begin_records(const std::vector<std::string>& columns) {
  next_->begin_records(columns);
}

void FieldFinder::record(const Row& row) {
  next_->record(row);
}

void FieldFinder::end_records() {
  next_->end_records();
}

void FieldFinder::warning(std::string_view text) {
  next_->warning(text);
}

void FieldFinder::finish() {
  found_->push_to(*next_);
  next_->finish();
}

}  // namespace docexport
