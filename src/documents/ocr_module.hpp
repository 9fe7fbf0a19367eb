#pragma once

#include <string>

#include "docexport/documents/readers.hpp"
#include "documents/ocr_engine.hpp"

/// What docexport-ocr.so exports to ocr_library.cpp: the functions of ocr_reader.hpp under names without C++ in them.
/// The two are built together and exceptions pass between them.
extern "C" {
void docexport_load_ocr(const std::string& languages);
docexport::OcrEngine* docexport_loaded_ocr_engine(const std::string& languages);
void docexport_read_image(const docexport::DocumentSource& source, const docexport::ReadRequest& request,
                          docexport::ContentSink& sink);
}
