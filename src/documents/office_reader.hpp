#pragma once

#include <string_view>

#include "docexport/documents/readers.hpp"

namespace docexport {

/// Loads docexport-office.so, so that read_office opens no file: to be called before a process is confined.
void load_office_readers();

/// Reads Office, OpenDocument and EPUB documents: containers of the ZIP kind, into the sink as read_document does it.
/// office_reader.cpp has it; in docexport-render office_library.cpp stands in for it, because of the time that the
/// libraries take to load.
void read_office(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                 ContentSink& sink);

}  // namespace docexport
