#include "documents/tesseract_engine.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include <fmt/format.h>
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include "docexport/base/error.hpp"
#include "documents/ocr_paragraphs.hpp"

namespace docexport {
namespace {

constexpr const char* model_folder = "/usr/share/tesseract-ocr/5/tessdata";
constexpr std::string_view model_extension = ".traineddata";
// What tesseract takes a picture for that does not say.
constexpr int usual_dots_per_inch = 150;

std::string installed_languages() {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(model_folder, error)) {
    if (entry.path().extension() == model_extension) {
      names.push_back(entry.path().stem().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

void require_models(const std::string& languages) {
  std::size_t begin = 0;
  while (begin <= languages.size()) {
    const std::size_t end = std::min(languages.find('+', begin), languages.size());
    const std::string language = languages.substr(begin, end - begin);
    if (!std::filesystem::exists(std::filesystem::path(model_folder) / (language + std::string(model_extension)))) {
      throw Error(ErrorKind::unsupported,
                  fmt::format("the OCR language \"{}\" is not installed; installed are: {}. Install the package "
                              "tesseract-ocr-{} or choose another --language",
                              language, installed_languages(), language));
    }
    begin = end + 1;
  }
}

}  // namespace

struct TesseractEngine::State {
  tesseract::TessBaseAPI api{};
};

TesseractEngine::TesseractEngine(const std::string& languages) : state_(std::make_unique<State>()) {
  require_models(languages);
  setMsgSeverity(L_SEVERITY_NONE);
  tesseract::TessBaseAPI& api = state_->api;
  if (api.Init(model_folder, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0) {
    throw Error(
        ErrorKind::unsupported,
        fmt::format("the OCR models of \"{}\" in {} cannot be loaded: install them again", languages, model_folder));
  }
  api.SetVariable("debug_file", "/dev/null");
  // An empty page makes it load and open all that it does late.
  constexpr int size = 64;
  const std::vector<unsigned char> white(std::size_t{size} * size, 0xFF);
  static_cast<void>(read({.pixels = white.data(), .width = size, .height = size, .bytes_per_line = size}));
}

TesseractEngine::~TesseractEngine() = default;

std::vector<OcrParagraph> TesseractEngine::read(const OcrImage& image) {
  state_->api.SetImage(image.pixels, image.width, image.height, 1, image.bytes_per_line);
  return recognise(image.dots_per_inch);
}

std::vector<OcrParagraph> TesseractEngine::read(Pix& picture, int dots_per_inch) {
  state_->api.SetImage(&picture);
  return recognise(dots_per_inch);
}

std::vector<OcrParagraph> TesseractEngine::recognise(int dots_per_inch) {
  tesseract::TessBaseAPI& api = state_->api;
  api.SetSourceResolution(dots_per_inch > 0 ? dots_per_inch : usual_dots_per_inch);
  if (api.Recognize(nullptr) != 0) {
    throw Error(ErrorKind::input, "a picture cannot be read by OCR: look at it, or leave out --ocr");
  }
  std::vector<OcrParagraph> paragraphs = collect_paragraphs(api);
  api.Clear();
  return paragraphs;
}

}  // namespace docexport
