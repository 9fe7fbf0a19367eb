#include "documents/ocr_module.hpp"

#include "documents/ocr_reader.hpp"

void docexport_load_ocr(const std::string& languages) {
  docexport::load_ocr(languages);
}

docexport::OcrEngine* docexport_loaded_ocr_engine(const std::string& languages) {
  return docexport::loaded_ocr_engine(languages);
}

void docexport_read_image(const docexport::DocumentSource& source, const docexport::ReadRequest& request,
                          docexport::ContentSink& sink) {
  docexport::read_image(source, request, sink);
}
