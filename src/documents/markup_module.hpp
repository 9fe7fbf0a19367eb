#pragma once

#include <string_view>

#include "docexport/documents/readers.hpp"

/// What docexport-markup.so exports to markup_library.cpp: read_markup under a name without C++ in it. The two are
/// built together and exceptions pass between them.
extern "C" {
void docexport_read_markup(const docexport::DocumentSource& source, std::string_view media_type,
                           const docexport::ReadRequest& request, docexport::ContentSink& sink);
}
