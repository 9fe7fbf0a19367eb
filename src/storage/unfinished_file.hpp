#pragma once

#include <string>

#include "docexport/base/file.hpp"

namespace docexport {

enum class Publication { done, name_is_taken };

/// A file in `folder` that has no name yet, or a temporary one where the file system cannot do without. It is gone at
/// the end unless it was published.
class UnfinishedFile {
 public:
  /// `folder` is the caller's and outlives this; `name` is for messages.
  UnfinishedFile(int folder, std::string name);
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  ~UnfinishedFile();

  [[nodiscard]] int descriptor() const { return file_.get(); }

  /// Flushes the bytes, gives the file its name, never in place of another, and flushes the folder.
  Publication publish(const std::string& file_name);

 private:
  int folder_;
  std::string name_;
  std::string temporary_name_;
  FileDescriptor file_;
};

}  // namespace docexport
