#pragma once

#include "docexport/documents/readers.hpp"
#include "documents/ocr_engine.hpp"

namespace docexport {

/// Makes read_pdf ready in a process that can open no file any more. pdf_reader.cpp has both; in docexport-render
/// pdf_library.cpp stands in for it and loads docexport-pdf.so when the first PDF comes.
void load_pdf_reader();

/// Reads a PDF file into the sink: begin, the fields, then page by page its blocks in reading order, warnings about
/// what could not be read at the end. Holds a few pages at a time. Does not call finish. Throws Error (`input`) for an
/// encrypted or damaged file, (`limit`) for one with too many pages. With an engine, pages without text, and
/// those most of whose glyphs have no meaning, are read by OCR.
void read_pdf(const DocumentSource& source, const ReadRequest& request, OcrEngine* engine, ContentSink& sink);

}  // namespace docexport
