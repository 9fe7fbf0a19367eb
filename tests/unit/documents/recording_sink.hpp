#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/model/content_sink.hpp"

namespace docexport::test {

struct RecordedTable {
  TableStart start{};
  std::vector<Row> rows{};
};

/// Keeps all that a reader pushes, and the order of it, one letter a call: `b` begin, `f` field, `p` page, `B` block,
/// `T` begin_table … `t` end_table, `R` begin_records … `r` end_records, `w` warning.
class RecordingSink : public ContentSink {
 public:
  void begin(const Metadata& started) override {
    calls += 'b';
    metadata = started;
  }
  void field(const Field& field) override {
    calls += 'f';
    fields.push_back(field);
  }
  void page(const PageInfo& page) override {
    calls += 'p';
    pages.push_back(page);
  }
  void block(const Block& block) override {
    calls += 'B';
    blocks.push_back(block);
  }
  void begin_table(const TableStart& table) override {
    calls += 'T';
    tables.push_back({.start = table});
  }
  void table_row(const Row& row) override { tables.back().rows.push_back(row); }
  void end_table() override { calls += 't'; }
  void begin_records(const std::vector<std::string>& names) override {
    calls += 'R';
    columns = names;
  }
  void record(const Row& row) override { records.push_back(row); }
  void end_records() override { calls += 'r'; }
  void warning(std::string_view text) override {
    calls += 'w';
    warnings.emplace_back(text);
  }
  void finish() override {}

  /// The records' texts: cells joined by `|`.
  [[nodiscard]] std::vector<std::string> record_texts() const {
    std::vector<std::string> texts;
    for (const Row& row : records) {
      texts.push_back(join(row));
    }
    return texts;
  }

  [[nodiscard]] std::vector<std::string> block_texts() const {
    std::vector<std::string> texts;
    for (const Block& block : blocks) {
      texts.push_back(block.text);
    }
    return texts;
  }

  static std::string join(const Row& row) {
    std::string text;
    for (const Cell& cell : row) {
      text += (text.empty() && &cell == row.data() ? "" : "|") + cell.text;
    }
    return text;
  }

  std::string calls{};
  Metadata metadata{};
  std::vector<Field> fields{};
  std::vector<PageInfo> pages{};
  std::vector<Block> blocks{};
  std::vector<RecordedTable> tables{};
  std::vector<std::string> columns{};
  std::vector<Row> records{};
  std::vector<std::string> warnings{};
};

/// The first block with that text; the test fails if there is none.
inline const Block& block_of(const RecordingSink& sink, std::string_view text) {
  for (const Block& block : sink.blocks) {
    if (block.text == text) {
      return block;
    }
  }
  FAIL("no block reads: " << text);
  return sink.blocks.front();
}

}  // namespace docexport::test
