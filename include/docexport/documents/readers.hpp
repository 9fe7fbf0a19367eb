#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"
#include "docexport/model/render_options.hpp"

namespace docexport {

/// What the document is: its content first (magic bytes, structure), its name second; `declared` (what the user said)
/// wins only among types that the content does not contradict. Throws Error (`unsupported`) that says what it looks
/// like and names what can be read, or (`input`) for an empty file that cannot be what its name says.
std::string identify_document(const DocumentSource& source, std::string_view declared);

/// What a document is read with.
struct ReadRequest {
  std::vector<Field> fields{};  ///< that the user gave
  RenderOptions options{};
  RenderLimits limits{};
};

/// Reads the document into the sink: begin … everything … finish is the caller's: this calls begin, then pushes the
/// request's fields, then the content; it does not call finish. Throws Error `input` (damaged, encrypted), `limit`,
/// `unsupported`.
void read_document(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                   ContentSink& sink);

/// Loads what every document may need and libraries load lazily (charset tables), so that a forked child finds it in
/// memory.
void preload_readers();

/// Loads what only this document's reader needs: the PDF library takes as long to load as all the rest. Called before
/// the child is forked; looks at the type, if it is known, and at the document's first bytes, and no further. Throws
/// Error (`internal`).
void preload_reader_of(const DocumentSource& source, std::string_view media_type, const RenderOptions& options);

/// The read-only library data that readers may need to open while confined (poppler's CMaps).
std::vector<std::string> reader_data_paths();

}  // namespace docexport
