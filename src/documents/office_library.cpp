#include "docexport/base/module.hpp"
#include "documents/office_module.hpp"
#include "documents/office_reader.hpp"

namespace docexport {
namespace {

auto* read_function() {
  return module_function<decltype(docexport_read_office)>("docexport-office", "docexport_read_office");
}

}  // namespace

void load_office_readers() {
  static_cast<void>(read_function());
}

void read_office(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                 ContentSink& sink) {
  read_function()(source, media_type, request, sink);
}

}  // namespace docexport
