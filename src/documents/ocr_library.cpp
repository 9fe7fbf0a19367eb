#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>

#include "docexport/base/file.hpp"
#include "docexport/base/module.hpp"
#include "documents/ocr_module.hpp"
#include "documents/ocr_reader.hpp"

namespace docexport {
namespace {

constexpr const char* module = "docexport-ocr";

/// Whether the module may be asked: nothing loads it without OCR.
bool& is_loaded() {
  static bool loaded = false;
  return loaded;
}

/// The libraries of image formats complain there about damaged images; what is wrong is said by the one who asked.
void silence_standard_error() {
  const FileDescriptor nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (nowhere.is_open()) {
    ::dup2(nowhere.get(), STDERR_FILENO);
  }
}

}  // namespace

void load_ocr(const std::string& languages) {
  // OpenMP, which tesseract uses, looks at it when it is loaded; a confined process cannot start threads.
  ::setenv("OMP_THREAD_LIMIT", "1", 1);
  silence_standard_error();
  module_function<decltype(docexport_load_ocr)>(module, "docexport_load_ocr")(languages);
  is_loaded() = true;
}

OcrEngine* loaded_ocr_engine(const std::string& languages) {
  return is_loaded()
             ? module_function<decltype(docexport_loaded_ocr_engine)>(module, "docexport_loaded_ocr_engine")(languages)
             : nullptr;
}

void read_image(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  check_image_request(source, request, loaded_ocr_engine(request.options.language));
  module_function<decltype(docexport_read_image)>(module, "docexport_read_image")(source, request, sink);
}

}  // namespace docexport
