#pragma once

#include <string_view>

#include "docexport/documents/readers.hpp"

/// What docexport-office.so exports to office_library.cpp: read_office under a name without C++ in it. The two are
/// built together and exceptions pass between them.
extern "C" {
void docexport_read_office(const docexport::DocumentSource& source, std::string_view media_type,
                           const docexport::ReadRequest& request, docexport::ContentSink& sink);
}
