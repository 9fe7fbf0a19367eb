#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content_sink.hpp"

namespace docexport {

/// Puts a document into another that is being read: its beginning and end, its metadata, pages and places are dropped,
/// its records become a table, its headings go below those of the document around it.
class NestedSink : public ContentSink {
 public:
  /// `level` of the heading that the document stands under, 0 for none; `name` goes before its warnings, unless empty.
  NestedSink(ContentSink& next, int level, std::string name);

  void begin(const Metadata& /*metadata*/) override {}
  void field(const Field& field) override;
  void page(const PageInfo& /*page*/) override {}
  void block(const Block& block) override;
  void begin_table(const TableStart& table) override;
  void table_row(const Row& row) override;
  void end_table() override;
  void begin_records(const std::vector<std::string>& columns) override;
  void record(const Row& row) override;
  void end_records() override;
  void warning(std::string_view text) override;
  void finish() override {}

  /// Ends a table that the reader left open when it gave up.
  void close();
  /// Whether it was the sink behind this one that failed, rather than the document's reader.
  [[nodiscard]] bool has_sink_failed() const noexcept { return is_passing_; }

 private:
  template <typename Call>
  void pass(const Call& call);

  ContentSink* next_;
  int level_;
  std::string name_;
  bool in_table_ = false;
  bool is_passing_ = false;  // stays true after an exception
};

}  // namespace docexport
