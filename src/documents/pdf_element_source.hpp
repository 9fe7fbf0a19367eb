#pragma once

#include <cstddef>
#include <map>

#include <Object.h>

#include <XRef.h>

#include "documents/pdf_tags.hpp"

namespace docexport {

/// What the file says of an element of the structure tree.
struct PdfElementFacts {
  PdfElement element{};
  Ref parent = Ref::INVALID();
  Object children{};           ///< the entry K
  int first_child_before = 0;  ///< where in K the children of the page before began
  bool is_in_use = false;      ///< has content on the page that is read
};

/// Reads elements of the structure tree, and keeps those of a page for the next one.
class PdfElementSource {
 public:
  /// `root` is the StructTreeRoot.
  PdfElementSource(XRef& objects, const Object& root);

  /// Null for what is no element. Stays valid until forget_others.
  PdfElementFacts* facts_of(Ref reference);
  PdfElementFacts& root() { return root_; }
  /// Keeps only elements that are in use, and takes the mark from them.
  void forget_others();

 private:
  [[nodiscard]] PdfTagName tag_name(const Object& type) const;
  [[nodiscard]] PdfElementFacts read_facts(const Object& source) const;
  void read_attributes(const Object& attributes, PdfElement& element) const;

  XRef& objects_;
  Object roles_;
  PdfElementFacts root_{};
  std::map<int, PdfElementFacts> known_{};
};

}  // namespace docexport
