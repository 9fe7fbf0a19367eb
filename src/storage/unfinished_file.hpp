#pragma once

#include <string>

#include "docexport/base/file.hpp"

namespace docexport {

/// A folder is gone when somebody removed it as empty after it was opened.
enum class Publication { done, name_is_taken, folder_is_gone };

/// Without a name nothing can be left behind; with one the folder is not empty, so that nobody removes it.
enum class FirstName { none, temporary };

/// A file in `folder` that has no name yet, or a temporary one (also where the file system cannot do without). It is
/// gone at the end unless it was published.
class UnfinishedFile {
 public:
  /// `folder` is the caller's and outlives this; `name` is for messages.
  UnfinishedFile(int folder, FirstName first_name, std::string name);
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;
  ~UnfinishedFile();

  /// False when the folder was gone already.
  [[nodiscard]] bool is_open() const { return file_.is_open(); }
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
