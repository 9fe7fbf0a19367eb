#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "docexport/base/file.hpp"
#include "docexport/documents/document_source.hpp"
#include "docexport/documents/readers.hpp"
#include "support/temporary_directory.hpp"
#include "unit/documents/recording_sink.hpp"

namespace docexport::test {

/// A document in a real file.
class DocumentFile {
 public:
  DocumentFile(std::string name, std::string_view bytes)
      : file_(open_unnamed_file(directory_.path())), name_(std::move(name)), size_(bytes.size()) {
    write_all(file_.get(), bytes, name_);
  }

  [[nodiscard]] DocumentSource source() const { return {file_.get(), size_, name_}; }

  [[nodiscard]] RecordingSink read_with(std::string_view media_type, const ReadRequest& request) const {
    RecordingSink sink;
    read_document(source(), media_type, request, sink);
    return sink;
  }

  /// What the reader of this media type pushes.
  [[nodiscard]] RecordingSink read_as(std::string_view media_type, const std::vector<Field>& fields = {}) const {
    RecordingSink sink;
    read_document(source(), media_type, {.fields = fields}, sink);
    return sink;
  }

 private:
  TemporaryDirectory directory_{};
  FileDescriptor file_;
  std::string name_;
  std::size_t size_;
};

}  // namespace docexport::test
