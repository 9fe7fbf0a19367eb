#include "docexport/base/module.hpp"
#include "documents/markup_module.hpp"
#include "documents/markup_reader.hpp"

namespace docexport {
namespace {

auto* read_function() {
  return module_function<decltype(docexport_read_markup)>("docexport-markup", "docexport_read_markup");
}

}  // namespace

void load_markup_readers() {
  static_cast<void>(read_function());
}

void read_markup(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                 ContentSink& sink) {
  read_function()(source, media_type, request, sink);
}

}  // namespace docexport
