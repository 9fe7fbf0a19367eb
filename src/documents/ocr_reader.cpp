#include "documents/ocr_reader.hpp"

#include <map>
#include <memory>

#include "documents/image_reader.hpp"

namespace docexport {
namespace {

using Engines = std::map<std::string, std::unique_ptr<TesseractEngine>>;

Engines& engines() {
  static Engines made;
  return made;
}

TesseractEngine* find_engine(const std::string& languages) {
  const auto found = engines().find(languages);
  return found == engines().end() ? nullptr : found->second.get();
}

}  // namespace

void load_ocr(const std::string& languages) {
  if (find_engine(languages) == nullptr) {
    engines().emplace(languages, std::make_unique<TesseractEngine>(languages));
  }
}

OcrEngine* loaded_ocr_engine(const std::string& languages) {
  return find_engine(languages);
}

void read_image(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  TesseractEngine* const engine = find_engine(request.options.language);
  check_image_request(source, request, engine);
  read_image_with(*engine, source, request, sink);
}

}  // namespace docexport
