#pragma once

#include <memory>
#include <string>

#include "documents/ocr_engine.hpp"

struct Pix;

namespace docexport {

/// Tesseract's LSTM recogniser with the models of some languages.
class TesseractEngine final : public OcrEngine {
 public:
  /// Throws Error (`unsupported`) when the model of a language is not installed.
  explicit TesseractEngine(const std::string& languages);
  ~TesseractEngine() override;
  TesseractEngine(const TesseractEngine&) = delete;
  TesseractEngine& operator=(const TesseractEngine&) = delete;

  std::vector<OcrParagraph> read(const OcrImage& image) override;
  /// The same of a picture of leptonica's, which stays the caller's.
  std::vector<OcrParagraph> read(Pix& picture, int dots_per_inch);

 private:
  struct State;
  std::vector<OcrParagraph> recognise(int dots_per_inch);

  std::unique_ptr<State> state_;
};

}  // namespace docexport
