#include "documents/markup_reader.hpp"

#include <fmt/format.h>

#include <vector>

#include "docexport/base/error.hpp"
#include "documents/html_reader.hpp"
#include "documents/xml_reader.hpp"

namespace docexport {
namespace {

struct MarkupReader {
  std::string_view media_type;
  void (*read)(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);
};

const std::vector<MarkupReader>& readers() {
  static const std::vector<MarkupReader> all = {{"text/html", read_html}, {"application/xml", read_xml}};
  return all;
}

}  // namespace

void load_markup_readers() {}

void read_markup(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                 ContentSink& sink) {
  for (const MarkupReader& reader : readers()) {
    if (reader.media_type == media_type) {
      return reader.read(source, request, sink);
    }
  }
  throw Error(ErrorKind::internal,
              fmt::format("{}: no reader of markup documents is for {}", source.name(), media_type));
}

}  // namespace docexport
