#pragma once

#include "docexport/documents/readers.hpp"
#include "documents/ocr_engine.hpp"

/// What docexport-pdf.so exports to pdf_library.cpp: the functions of pdf_reader.hpp under names without C++ in them.
/// The two are built together and exceptions pass between them.
extern "C" {
void docexport_load_pdf_reader();
void docexport_read_pdf(const docexport::DocumentSource& source, const docexport::ReadRequest& request,
                        docexport::OcrEngine* engine, docexport::ContentSink& sink);
}
