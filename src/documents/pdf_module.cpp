#include "documents/pdf_module.hpp"

#include "documents/pdf_reader.hpp"

void docexport_load_pdf_reader() {
  docexport::load_pdf_reader();
}

void docexport_read_pdf(const docexport::DocumentSource& source, const docexport::ReadRequest& request,
                        docexport::OcrEngine* engine, docexport::ContentSink& sink) {
  docexport::read_pdf(source, request, engine, sink);
}
