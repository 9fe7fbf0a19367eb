#include "documents/pdf_tagged_page.hpp"

#include <cstddef>
#include <string>
#include <utility>

namespace docexport {
namespace {

int element_of(const PdfMark& mark, const PdfPageElements& elements) {
  if (mark.id == PdfMark::running_header) {
    return running_artifact;
  }
  if (mark.id == PdfMark::artifact) {
    return other_artifact;
  }
  const auto found = elements.element_of_mark.find(mark);
  return found == elements.element_of_mark.end() ? no_element : found->second;
}

/// What the element, or one that it is in, says instead of a picture.
std::string alternative_text_of(int element, const std::vector<PdfElement>& elements) {
  while (element >= 0 && elements[static_cast<std::size_t>(element)].alternative_text.empty()) {
    element = elements[static_cast<std::size_t>(element)].parent;
  }
  return element < 0 ? std::string() : elements[static_cast<std::size_t>(element)].alternative_text;
}

}  // namespace

void tag_page(const PdfPageDevice& device, PdfTagTree& tags, PdfPage& page) {
  PdfPageElements elements = tags.elements_of(device.marks.seen());
  for (PdfWord& word : page.words) {
    word.element = element_of(device.marks.mark_of(word.first_byte), elements);
  }
  for (std::size_t index = 0; index < page.pictures.size(); ++index) {
    page.pictures[index].alternative_text =
        alternative_text_of(element_of(device.pictures[index].mark, elements), elements.elements);
  }
  page.elements = std::move(elements.elements);
}

}  // namespace docexport
