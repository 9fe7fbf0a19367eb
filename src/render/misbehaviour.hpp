#pragma once

#include <optional>
#include <string>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/render_protocol.hpp"
#include "render/render_document.hpp"

namespace docexport {

/// What a document `DOCEXPORT-MISBEHAVE <deed>` tells the reader to do, as a hostile document that took the reader over
/// would; nullopt for any other document, and always in a build without DOCEXPORT_TEST_DOCUMENTS.
std::optional<std::string> deed_of_document(const DocumentSource& source);

/// Does the deed (RenderOperation::identify only says its media type). Returns an outcome without a failure when
/// nothing stopped it, and throws Error (`input`) when it was refused without ending the process.
RenderOutcome misbehave(const std::string& deed, RenderOperation operation, const RenderDescriptors& files);

}  // namespace docexport
