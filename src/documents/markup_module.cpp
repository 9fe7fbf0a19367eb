#include "documents/markup_module.hpp"

#include "documents/markup_reader.hpp"

void docexport_read_markup(const docexport::DocumentSource& source, std::string_view media_type,
                           const docexport::ReadRequest& request, docexport::ContentSink& sink) {
  docexport::read_markup(source, media_type, request, sink);
}
