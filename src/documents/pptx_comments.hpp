#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/opc_package.hpp"

namespace docexport {

/// The comments on slides, of old presentations and of new ones, where they have answers.
class PptxComments {
 public:
  /// `presentation` leads to those who wrote them.
  PptxComments(OpcPackage& package, const Relationships& presentation);

  /// A block for each comment and answer on a slide.
  [[nodiscard]] std::vector<Block> of_slide(const Relationships& slide, int page_no);

 private:
  void load_authors(const std::string& part);

  OpcPackage& package_;
  std::map<std::string, std::string, std::less<>> authors_{};  // by id
};

}  // namespace docexport
