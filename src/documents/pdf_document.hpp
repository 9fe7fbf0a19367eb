#pragma once

#include <memory>
#include <string>
#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content.hpp"
#include "docexport/model/field.hpp"
#include "docexport/model/render_options.hpp"
#include "documents/pdf_bitmap.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// An open PDF file: the border to the PDF library, none of whose types, errors or messages gets past it.
class PdfDocument {
 public:
  /// Reads the file's structure. The source must outlive the document. Throws Error (`input`) for a file that is
  /// encrypted, damaged beyond repair, not PDF or without pages, and (`limit`) for more than 100,000 pages.
  explicit PdfDocument(const DocumentSource& source);
  PdfDocument(const PdfDocument&) = delete;
  PdfDocument& operator=(const PdfDocument&) = delete;
  ~PdfDocument();

  [[nodiscard]] int page_count() const;
  /// Whether the list of the file's parts was lost and had to be rebuilt: pages may be missing.
  [[nodiscard]] bool was_repaired() const;
  /// Whether its owner permits to copy its text; only who has the password can be kept from reading it.
  [[nodiscard]] bool may_be_copied() const;
  /// Everything that Metadata has, with the outline to a depth of 32 and 20,000 entries, and the images of these pages.
  [[nodiscard]] Metadata metadata(const std::vector<PageRange>& pages) const;
  /// The fields of its form, at most 20,000.
  [[nodiscard]] std::vector<Field> form_fields() const;
  /// A sentence that names the embedded files, none of which is read; empty if there are none.
  [[nodiscard]] std::string embedded_files() const;
  /// The words of a page, from 1. A page that cannot be read has none.
  [[nodiscard]] PdfPage read_page(int page_no);
  /// The picture of a page, for OCR; empty for one that cannot be drawn.
  [[nodiscard]] PdfBitmap render_page(int page_no);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Loads what the PDF library loads lazily, so that a forked child finds it in memory.
void preload_pdf_library();

}  // namespace docexport
