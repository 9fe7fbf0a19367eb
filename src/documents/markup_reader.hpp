#pragma once

#include <string_view>

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Loads docexport-markup.so, so that read_markup opens no file: to be called before a process is confined.
void load_markup_readers();

/// Reads HTML and XML documents, into the sink as read_document does it. markup_reader.cpp has it; in
/// docexport-render markup_library.cpp stands in for it, because of the time that the libraries take to load.
void read_markup(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                 ContentSink& sink);

}  // namespace docexport
