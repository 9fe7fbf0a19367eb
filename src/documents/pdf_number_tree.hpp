#pragma once

#include <Object.h>

namespace docexport {

/// A number tree of the file: objects by number. Only the leaf that was used last is in memory.
class PdfNumberTree {
 public:
  PdfNumberTree() = default;
  explicit PdfNumberTree(Object root) : root_(std::move(root)) {}

  /// The object, or null.
  Object find(int number);

 private:
  [[nodiscard]] Object find_leaf(int number) const;

  Object root_{};
  Object leaf_{};  ///< numbers and objects in turn
};

}  // namespace docexport
