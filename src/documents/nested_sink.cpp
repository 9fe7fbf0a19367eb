#include "documents/nested_sink.hpp"

#include <algorithm>
#include <utility>

#include "docexport/model/content.hpp"

namespace docexport {
namespace {}  // namespace

NestedSink::NestedSink(ContentSink& next, int level, std::string name)
    : next_(&next), level_(level), name_(std::move(name)) {}

template <typename Call>
void NestedSink::pass(const Call& call) {
  is_passing_ = true;
  call();
  is_passing_ = false;
}

void NestedSink::field(const Field& field) {
  Field placeless = field;
  placeless.page.reset();
  placeless.box.reset();
  pass([&] { next_->field(placeless); });
}

void NestedSink::block(const Block& block) {
  Block nested = block;
  nested.position.reset();
  if (nested.label == BlockLabel::title) {
    nested.label = BlockLabel::section_header;
    nested.level = 1;
  }
  if (nested.label == BlockLabel::section_header) {
    nested.level = std::min(nested.level + level_, deepest_heading);
  }
  pass([&] { next_->block(nested); });
}

void NestedSink::begin_table(const TableStart& table) {
  TableStart placeless = table;
  placeless.position.reset();
  pass([&] { next_->begin_table(placeless); });
  in_table_ = true;
}

void NestedSink::table_row(const Row& row) {
  pass([&] { next_->table_row(row); });
}

void NestedSink::end_table() {
  in_table_ = false;
  pass([&] { next_->end_table(); });
}

void NestedSink::begin_records(const std::vector<std::string>& columns) {
  begin_table({.header_rows = 1});
  Row header;
  for (const std::string& column : columns) {
    header.push_back({.text = column});
  }
  table_row(header);
}

void NestedSink::record(const Row& row) {
  Row nested = row;
  for (Cell& cell : nested) {
    cell.type = cell.type == CellType::absent ? CellType::null : cell.type;
  }
  table_row(nested);
}

void NestedSink::end_records() {
  end_table();
}

void NestedSink::warning(std::string_view text) {
  pass([&] { next_->warning(name_.empty() ? std::string(text) : name_ + ": " + std::string(text)); });
}

void NestedSink::close() {
  if (in_table_) {
    end_table();
  }
}

}  // namespace docexport
