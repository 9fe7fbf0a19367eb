#pragma once

#include <sys/mman.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "docexport/base/file.hpp"
#include "docexport/formats/writers.hpp"

namespace docexport::test {

/// What a writer left behind.
struct WrittenExport {
  std::string text{};
  std::uint64_t records_count = 0;
  RenderStats stats{};
  std::vector<std::string> warnings{};
};

using Content = std::function<void(ContentSink&)>;

inline RenderRequest request_for(ExportFormat format, const RenderOptions& options = {}) {
  return {.document_name = "report.pdf",
          .document_sha256 = std::string(64, 'a'),
          .document_size = 1234,
          .format = format,
          .options = options};
}

/// Writes the content with a writer of the format: begin and finish are done here unless the content begins itself.
inline WrittenExport write_export(const RenderRequest& request, const Content& content, const Metadata& metadata = {},
                                  const std::string& media_type = "application/pdf") {
  const FileDescriptor output(::memfd_create("output", MFD_CLOEXEC));
  const FileDescriptor scratch(::memfd_create("scratch", MFD_CLOEXEC));
  const auto writer = make_writer(request, media_type, {.output = output.get(), .scratch = scratch.get()});
  writer->begin(metadata);
  content(*writer);
  writer->finish();
  WrittenExport written{
      .records_count = writer->records_count(), .stats = writer->stats(), .warnings = writer->warnings()};
  read_through(output.get(), "the export", [&](std::string_view bytes) { written.text += bytes; });
  return written;
}

inline WrittenExport write_export(ExportFormat format, const Content& content, const RenderOptions& options = {}) {
  return write_export(request_for(format, options), content);
}

inline void push_table(ContentSink& sink, const TableStart& start, const std::vector<Row>& rows) {
  sink.begin_table(start);
  for (const Row& row : rows) {
    sink.table_row(row);
  }
  sink.end_table();
}

inline void push_records(ContentSink& sink, const std::vector<std::string>& columns, const std::vector<Row>& rows) {
  sink.begin_records(columns);
  for (const Row& row : rows) {
    sink.record(row);
  }
  sink.end_records();
}

/// A row of text cells.
inline Row text_row(const std::vector<std::string>& texts) {
  Row row;
  for (const std::string& text : texts) {
    row.push_back({.text = text});
  }
  return row;
}

}  // namespace docexport::test
