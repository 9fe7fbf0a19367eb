#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/ocr_reader.hpp"

namespace docexport {

void check_image_request(const DocumentSource& source, const ReadRequest& request, const OcrEngine* engine) {
  if (!request.options.ocr) {
    throw Error(ErrorKind::unsupported, fmt::format("{} is an image: its text is read with --ocr", source.name()));
  }
  if (engine == nullptr) {
    throw Error(ErrorKind::internal,
                fmt::format("{}: the OCR of {} was not loaded", source.name(), request.options.language));
  }
}

}  // namespace docexport
