#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content_sink.hpp"

namespace docexport {

/// Passes all content on to another sink and keeps the warnings, as many as an outcome can have.
class WarningRecorder : public ContentSink {
 public:
  WarningRecorder(ContentSink& next, std::vector<std::string>& warnings) : next_(next), warnings_(warnings) {}

  void begin(const Metadata& metadata) override { next_.begin(metadata); }
  void field(const Field& field) override { next_.field(field); }
  void page(const PageInfo& page) override { next_.page(page); }
  void block(const Block& block) override { next_.block(block); }
  void begin_table(const TableStart& table) override { next_.begin_table(table); }
  void table_row(const Row& row) override { next_.table_row(row); }
  void end_table() override { next_.end_table(); }
  void begin_records(const std::vector<std::string>& columns) override { next_.begin_records(columns); }
  void record(const Row& row) override { next_.record(row); }
  void end_records() override { next_.end_records(); }
  void warning(std::string_view text) override;
  void finish() override { next_.finish(); }

 private:
  ContentSink& next_;
  std::vector<std::string>& warnings_;
};

}  // namespace docexport
