#include "documents/office_reader.hpp"

#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/docx_reader.hpp"
#include "documents/epub_reader.hpp"
#include "documents/odp_reader.hpp"
#include "documents/ods_reader.hpp"
#include "documents/odt_reader.hpp"
#include "documents/pptx_reader.hpp"
#include "documents/xlsx_reader.hpp"

namespace docexport {
namespace {

struct OfficeReader {
  std::string_view media_type;
  void (*read)(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);
};

const std::vector<OfficeReader>& readers() {
  static const std::vector<OfficeReader> all = {
      {"application/epub+zip", read_epub},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_docx},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", read_xlsx},
      {"application/vnd.openxmlformats-officedocument.presentationml.presentation", read_pptx},
      {"application/vnd.oasis.opendocument.text", read_odt},
      {"application/vnd.oasis.opendocument.spreadsheet", read_ods},
      {"application/vnd.oasis.opendocument.presentation", read_odp},
  };
  return all;
}

}  // namespace

void load_office_readers() {}

void read_office(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                 ContentSink& sink) {
  for (const OfficeReader& reader : readers()) {
    if (reader.media_type == media_type) {
      return reader.read(source, request, sink);
    }
  }
  throw Error(ErrorKind::internal,
              fmt::format("{}: no reader of office documents is for {}", source.name(), media_type));
}

}  // namespace docexport
