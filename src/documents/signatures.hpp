#pragma once

#include <string_view>

#include "docexport/documents/document_source.hpp"

namespace docexport {

/// Kinds of content that give themselves away.
enum class SignatureKind {
  none,    ///< nothing was recognised
  binary,  ///< bytes that are no text: a PDF, an office document, an image, an archive …
  markup   ///< a text in a format of its own: HTML, XML, RTF, mail …
};

struct Signature {
  SignatureKind kind = SignatureKind::none;
  std::string_view name{};        ///< "Word document (docx)", for messages
  std::string_view media_type{};  ///< empty for what no reader will ever read
};

/// Whether "%PDF-" is among the first 1,024 bytes. Looks at nothing else: it may be asked before a process is confined.
bool has_pdf_header(const DocumentSource& source);

/// Whether it begins like an image of a kind that OCR reads.
bool has_image_header(const DocumentSource& source);

/// Whether it begins like a ZIP archive, which office documents are.
bool has_zip_header(const DocumentSource& source);

/// What the document's bytes say that it is, whatever its name; of a ZIP or OLE2 container also what is inside.
Signature find_signature(const DocumentSource& source);

/// The kind of document that a file's extension stands for, if it is one that is known and not read: "e-mail message".
/// Empty for any other.
std::string_view foreign_kind_of_name(std::string_view file_name);

}  // namespace docexport
