#include "documents/pdf_page_warnings.hpp"

#include <fmt/format.h>

namespace docexport {
namespace {

constexpr std::size_t unmapped_percent = 5;
constexpr std::size_t most_unmapped_warnings = 100;

}  // namespace

void PdfPageWarnings::take(const PdfPage& page) {
  const int page_no = page.info.page_no;
  if (page.words.empty()) {
    without_text_.push_back(page_no);
  }
  if (page.truncated) {
    truncated_.push_back(page_no);
  }
  if (page.notes > 0) {
    with_notes_.push_back(page_no);
    notes_ += page.notes;
  }
  if (page.unmapped_glyphs * 100 <= page.glyphs * unmapped_percent) {
    return;
  }
  if (unmapped_.size() < most_unmapped_warnings) {
    unmapped_.push_back(
        fmt::format("page {}: the file does not say which characters {} % of its glyphs are; reading them needs OCR",
                    page_no, page.unmapped_glyphs * 100 / page.glyphs));
  } else {
    more_unmapped_.push_back(page_no);
  }
}

void PdfPageWarnings::take_recognized(const PdfPage& page) {
  recognized_.push_back(page.info.page_no);
}

std::vector<std::string> PdfPageWarnings::sentences() const {
  std::vector<std::string> sentences = unmapped_;
  if (!more_unmapped_.empty()) {
    sentences.push_back(fmt::format("the same on {}", page_ranges(more_unmapped_)));
  }
  if (!without_text_.empty()) {
    sentences.push_back(
        fmt::format("no text on {}: blank, drawn or scanned; reading a scan needs OCR", page_ranges(without_text_)));
  }
  if (!recognized_.empty()) {
    sentences.push_back(fmt::format("OCR read {}: some of it may be wrong", page_ranges(recognized_)));
  }
  if (!truncated_.empty()) {
    sentences.push_back(fmt::format("too much text on {}: only its first part was read", page_ranges(truncated_)));
  }
  if (notes_ > 0) {
    sentences.push_back(
        fmt::format("{} notes or attached files on {} were not read", notes_, page_ranges(with_notes_)));
  }
  return sentences;
}

std::string page_ranges(const std::vector<int>& pages) {
  std::vector<std::string> ranges;
  for (std::size_t begin = 0; begin < pages.size();) {
    std::size_t end = begin + 1;
    while (end < pages.size() && pages[end] == pages[end - 1] + 1) {
      ++end;
    }
    ranges.push_back(end - begin == 1 ? fmt::format("{}", pages[begin])
                                      : fmt::format("{}-{}", pages[begin], pages[end - 1]));
    begin = end;
  }
  const std::string last = ranges.empty() ? std::string() : ranges.back();
  std::string text = pages.size() == 1 ? "page " : "pages ";
  for (std::size_t index = 0; index + 1 < ranges.size(); ++index) {
    text += ranges[index] + (index + 2 < ranges.size() ? ", " : " and ");
  }
  return text + last;
}

}  // namespace docexport
