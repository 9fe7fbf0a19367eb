#include "documents/pdf_tagged_page.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include <Page.h>

#include "documents/pdf_segments.hpp"
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

/// The figure that an element is, or is in; no_element for none.
int figure_of(int element, const std::vector<PdfElement>& elements) {
  while (element >= 0 && elements[static_cast<std::size_t>(element)].tag != PdfTag::figure) {
    element = elements[static_cast<std::size_t>(element)].parent;
  }
  return std::max(element, no_element);
}

/// Figures that no picture is part of: they are drawn with lines.
void append_drawn_figures(const std::map<int, std::size_t>& pictured, Page& source, PdfPage& page) {
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
  std::map<int, std::size_t> pictured;
  std::vector<PdfPicture> pictures;
  for (const PdfPageDevice::MarkedPicture& drawn : device.pictures) {
    const int figure = figure_of(element_of(drawn.mark, elements), page.elements);
    const auto [known, is_new] = pictured.try_emplace(figure, pictures.size());
    if (figure >= 0 && !is_new) {
      PdfPicture& picture = pictures[known->second];
      picture.box = united(picture.box, drawn.box);
      continue;
    }
    pictures.push_back({.box = drawn.box});
    if (figure >= 0) {
      pictures.back().alternative_text = page.elements[static_cast<std::size_t>(figure)].alternative_text;
    }
  }
  page.pictures = std::move(pictures);
  append_drawn_figures(pictured, source, page);
}

}  // namespace docexport
