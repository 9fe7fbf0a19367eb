#include "docexport/base/module.hpp"
#include "formats/pdf_format.hpp"
#include "formats/pdf_writer_module.hpp"

namespace docexport {
namespace {

constexpr const char* module = "docexport-pdfwriter";

auto* make_function() {
  return module_function<decltype(docexport_make_pdf_writer)>(module, "docexport_make_pdf_writer");
}

}  // namespace

void load_pdf_writer() {
  static_cast<void>(make_function());
  module_function<decltype(docexport_load_pdf_writer)>(module, "docexport_load_pdf_writer")();
}

std::unique_ptr<Writer> make_pdf_writer(const RenderRequest& request, std::string_view media_type,
                                        const WriterFiles& files) {
  return std::unique_ptr<Writer>(make_function()(request, media_type, files));
}

}  // namespace docexport
