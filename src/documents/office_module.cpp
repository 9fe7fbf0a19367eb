#include "documents/office_module.hpp"

#include "documents/office_reader.hpp"

void docexport_read_office(const docexport::DocumentSource& source, std::string_view media_type,
                           const docexport::ReadRequest& request, docexport::ContentSink& sink) {
  docexport::read_office(source, media_type, request, sink);
}
