#include "documents/pdf_tagged_page.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

#include <Page.h>

#include "documents/pdf_string.hpp"

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

/// The element, or one that it is in, with a text that stands for a picture; no_element if none has one.
int described_element(int element, const std::vector<PdfElement>& elements) {
  while (element >= 0 && elements[static_cast<std::size_t>(element)].alternative_text.empty()) {
    element = elements[static_cast<std::size_t>(element)].parent;
  }
  return std::max(element, no_element);
}

/// Figures that no picture is part of: they are drawn with lines.
void append_drawn_figures(const std::set<int>& pictured, Page& source, PdfPage& page) {
  for (std::size_t index = 0; index < page.elements.size(); ++index) {
    const PdfElement& element = page.elements[index];
    if (element.box && !element.alternative_text.empty() && !pictured.contains(static_cast<int>(index))) {
      const PDFRectangle rectangle(element.box->left, element.box->bottom, element.box->right, element.box->top);
      page.pictures.push_back(
          {.box = box_of_pdf_rectangle(rectangle, source), .alternative_text = element.alternative_text});
    }
  }
}

}  // namespace

void tag_page(const PdfPageDevice& device, PdfTagTree& tags, Page& source, PdfPage& page) {
  PdfPageElements elements = tags.elements_of(device.marks.seen());
  for (PdfWord& word : page.words) {
    word.element = element_of(device.marks.mark_of(word.first_byte), elements);
  }
  page.elements = std::move(elements.elements);
  std::set<int> pictured;
  for (std::size_t index = 0; index < page.pictures.size(); ++index) {
    const int element = described_element(element_of(device.pictures[index].mark, elements), page.elements);
    if (element >= 0) {
      page.pictures[index].alternative_text = page.elements[static_cast<std::size_t>(element)].alternative_text;
      pictured.insert(element);
    }
  }
  append_drawn_figures(pictured, source, page);
}

}  // namespace docexport
