#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"
#include "docexport/base/text.hpp"
#include "docexport/documents/document_source.hpp"
#include "docexport/documents/readers.hpp"
#include "docexport/model/content_sink.hpp"

namespace docexport::test {

/// Ends the process, which the fuzzer reports as a finding.
inline void require(bool condition) {
  if (!condition) {
    std::abort();
  }
}

/// The fuzzer's bytes as a document in memory.
class FuzzedDocument {
 public:
  FuzzedDocument(const unsigned char* data, std::size_t size)
      : file_(::memfd_create("document", MFD_CLOEXEC)), size_(size) {
    write_all(file_.get(), {reinterpret_cast<const char*>(data), size}, "document");
  }

  [[nodiscard]] DocumentSource source() const { return {file_.get(), size_, "document"}; }

 private:
  FileDescriptor file_;
  std::size_t size_;
};

/// Checks what every sink may rely on (model/content_sink.hpp).
class CheckingSink : public ContentSink {
 public:
  void begin(const Metadata& metadata) override {
    require(!begun_);
    begun_ = true;
    require_text(metadata.title + metadata.author + metadata.subject + metadata.keywords + metadata.encoding);
  }
  void field(const Field& /*field*/) override {}
  void page(const PageInfo& page) override { require(begun_ && page.page_no > 0); }
  void block(const Block& block) override {
    require(begun_ && !in_table_ && !in_records_);
    require_text(block.text);
    for (const Span& span : block.spans) {
      require(span.begin <= span.end && span.end <= block.text.size());
      require_text(std::string_view(block.text).substr(span.begin, span.end - span.begin));
      require_text(span.link + span.image);
    }
  }
  void begin_table(const TableStart& table) override {
    require(begun_ && !in_table_ && !in_records_);
    in_table_ = true;
    require_text(table.caption);
  }
  void table_row(const Row& row) override {
    require(in_table_);
    require_cells(row);
  }
  void end_table() override {
    require(in_table_);
    in_table_ = false;
  }
  void begin_records(const std::vector<std::string>& columns) override {
    require(begun_ && !in_table_ && !had_records_);
    in_records_ = true;
    had_records_ = true;
    width_ = columns.size();
    require(std::set<std::string>(columns.begin(), columns.end()).size() == width_);
    for (const std::string& column : columns) {
      require(!column.empty());
      require_text(column);
    }
  }
  void record(const Row& row) override {
    require(in_records_ && row.size() == width_);
    require_cells(row);
  }
  void end_records() override {
    require(in_records_);
    in_records_ = false;
  }
  void warning(std::string_view text) override { require(begun_ && !text.empty()); }
  void finish() override {}

 private:
  static void require_text(std::string_view text) { require(is_valid_utf8(text)); }
  static void require_cells(const Row& row) {
    for (const Cell& cell : row) {
      require_text(cell.text);
    }
  }

  bool begun_ = false;
  bool in_table_ = false;
  bool in_records_ = false;
  bool had_records_ = false;
  std::size_t width_ = 0;
};

/// A document may be refused, but a reader has no other excuse.
inline void check_kind(const Error& error) {
  require(error.kind() == ErrorKind::input || error.kind() == ErrorKind::unsupported ||
          error.kind() == ErrorKind::limit);
}

inline void read_fuzzed_document(const unsigned char* data, std::size_t size, std::string_view media_type) {
  const FuzzedDocument document(data, size);
  CheckingSink sink;
  try {
    read_document(document.source(), media_type, {}, sink);
  } catch (const Error& error) {
    check_kind(error);
  }
}

}  // namespace docexport::test
