#include <dlfcn.h>

#include <filesystem>
#include <string>

#include "docexport/base/error.hpp"
#include "documents/pdf_module.hpp"
#include "documents/pdf_reader.hpp"

namespace docexport {
namespace {

struct PdfLibrary {
  decltype(&docexport_read_pdf) read = nullptr;
};

Error cannot_load(const std::string& cause) {
  return {ErrorKind::internal, "cannot load the PDF reader: " + cause + ". Install docexport again."};
}

template <typename Function>
Function find_function(void* library, const char* name) {
  auto* const found = reinterpret_cast<Function>(::dlsym(library, name));
  if (found == nullptr) {
    throw cannot_load(std::string("it has no ") + name);
  }
  return found;
}

PdfLibrary open_library() {
  const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe");
  const std::string path = (program.parent_path() / "docexport-pdf.so").string();
  // Never closed: documents are read until the process ends.
  void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* const cause = ::dlerror();
    throw cannot_load(cause == nullptr ? path : cause);
  }
  find_function<decltype(&docexport_load_pdf_reader)>(library, "docexport_load_pdf_reader")();
  return {.read = find_function<decltype(&docexport_read_pdf)>(library, "docexport_read_pdf")};
}

const PdfLibrary& pdf_library() {
  static const PdfLibrary library = open_library();
  return library;
}

}  // namespace

void load_pdf_reader() {
  static_cast<void>(pdf_library());
}

void read_pdf(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink) {
  pdf_library().read(source, fields, sink);
}

}  // namespace docexport
