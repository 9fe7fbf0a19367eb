#include "docexport/base/module.hpp"
#include "documents/pdf_module.hpp"
#include "documents/pdf_reader.hpp"

namespace docexport {
namespace {

constexpr const char* module = "docexport-pdf";

auto* read_function() {
  return module_function<decltype(docexport_read_pdf)>(module, "docexport_read_pdf");
}

}  // namespace

void load_pdf_reader() {
  module_function<decltype(docexport_load_pdf_reader)>(module, "docexport_load_pdf_reader")();
  static_cast<void>(read_function());
}

void read_pdf(const DocumentSource& source, const ReadRequest& request, OcrEngine* engine, ContentSink& sink) {
  read_function()(source, request, engine, sink);
}

}  // namespace docexport
