#include "documents/ocr_paragraphs.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

struct DeleteText {
  void operator()(const char* text) const noexcept { delete[] text; }
};

/// What tesseract sees in rules and specks.
bool says_nothing(std::string_view word, double confidence) {
  constexpr double doubtful = 30;
  return trim(word).empty() || (confidence < doubtful && std::none_of(word.begin(), word.end(), [](char each) {
                                  const auto byte = static_cast<unsigned char>(each);
                                  return byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                                         ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
                                }));
}

bool begins_small(std::string_view word) {
  return !word.empty() && word.front() >= 'a' && word.front() <= 'z';
}

class Paragraphs {
 public:
  void begin_paragraph() {
    end_paragraph();
    current_ = {};
    words_ = 0;
  }

  void begin_line() { is_line_begun_ = true; }

  void add(std::string_view word, double confidence, const BoundingBox& box) {
    std::string& text = current_.text;
    const bool goes_on = is_line_begun_ && text.ends_with('-') && begins_small(word);
    if (goes_on) {
      text.pop_back();
    } else if (!text.empty()) {
      text += ' ';
    }
    text += word;
    is_line_begun_ = false;
    current_.confidence += confidence;
    current_.box = words_ == 0 ? box
                               : BoundingBox{.left = std::min(current_.box.left, box.left),
                                             .top = std::min(current_.box.top, box.top),
                                             .right = std::max(current_.box.right, box.right),
                                             .bottom = std::max(current_.box.bottom, box.bottom)};
    ++words_;
  }

  std::vector<OcrParagraph> finish() {
    end_paragraph();
    return std::move(paragraphs_);
  }

 private:
  void end_paragraph() {
    if (words_ > 0) {
      current_.confidence /= static_cast<double>(words_);
      paragraphs_.push_back(std::move(current_));
    }
    words_ = 0;
  }

  std::vector<OcrParagraph> paragraphs_{};
  OcrParagraph current_{};
  std::size_t words_ = 0;
  bool is_line_begun_ = false;
};

}  // namespace

std::vector<OcrParagraph> collect_paragraphs(tesseract::TessBaseAPI& api) {
  Paragraphs paragraphs;
  const std::unique_ptr<tesseract::ResultIterator> iterator(api.GetIterator());
  if (!iterator) {
    return {};
  }
  do {
    if (iterator->IsAtBeginningOf(tesseract::RIL_PARA)) {
      paragraphs.begin_paragraph();
    }
    if (iterator->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) {
      paragraphs.begin_line();
    }
    const std::unique_ptr<char[], DeleteText> word(iterator->GetUTF8Text(tesseract::RIL_WORD));
    const double confidence = iterator->Confidence(tesseract::RIL_WORD);
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    if (word && !says_nothing(word.get(), confidence) &&
        iterator->BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) {
      paragraphs.add(trim(word.get()), confidence,
                     {.left = static_cast<double>(left),
                      .top = static_cast<double>(top),
                      .right = static_cast<double>(right),
                      .bottom = static_cast<double>(bottom)});
    }
  } while (iterator->Next(tesseract::RIL_WORD));
  return paragraphs.finish();
}

}  // namespace docexport
