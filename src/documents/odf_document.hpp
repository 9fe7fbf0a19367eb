#pragma once

#include <memory>
#include <string>

#include "docexport/documents/readers.hpp"
#include "documents/odf_content.hpp"
#include "documents/odf_styles.hpp"

namespace docexport {

/// An OpenDocument text or presentation: its parts, held whole, and what its readers share.
class OdfDocument {
 public:
  OdfDocument(const DocumentSource& source, const ReadRequest& request);

  [[nodiscard]] OdfState& state() { return state_; }
  /// The element of that name in the body: `text` or `presentation`. Throws Error (`input`) when there is none.
  [[nodiscard]] pugi::xml_node body(std::string_view name) const;
  /// Below office:master-styles; null if there are none.
  [[nodiscard]] pugi::xml_node master_styles() const;
  /// The styles that headers, footers and master pages use.
  [[nodiscard]] const OdfStyles& master_page_styles() const { return master_page_styles_; }
  [[nodiscard]] const OdfStyles& styles() const { return styles_; }
  [[nodiscard]] Metadata metadata();
  /// Warnings of all that was left out.
  void finish(ContentSink& sink);

 private:
  ReadingBudget budget_;
  ZipArchive archive_;
  std::unique_ptr<XmlDocument> content_{};
  std::unique_ptr<XmlDocument> shared_{};  // styles.xml
  OdfStyles styles_;
  OdfStyles master_page_styles_;
  OdfState state_;
};

}  // namespace docexport
