#include "formats/pdf_writer_module.hpp"

#include "formats/pdf_format.hpp"

void docexport_load_pdf_writer() {
  docexport::load_pdf_writer();
}

docexport::Writer* docexport_make_pdf_writer(const docexport::RenderRequest& request, std::string_view media_type,
                                             const docexport::WriterFiles& files) {
  return docexport::make_pdf_writer(request, media_type, files).release();
}
