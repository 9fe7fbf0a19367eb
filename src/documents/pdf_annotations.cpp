#include "documents/pdf_annotations.hpp"

#include <algorithm>
#include <string>

#include <Annot.h>
#include <Link.h>

#include "docexport/base/text.hpp"
#include "documents/pdf_string.hpp"

namespace docexport {
namespace {

constexpr int most_annotations = 2000;
constexpr std::size_t longest_url = 4096;

bool is_inside(const PdfWord& word, const BoundingBox& box) {
  const double x = (word.box.left + word.box.right) / 2;
  const double y = (word.box.top + word.box.bottom) / 2;
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

bool has_no_blanks(const std::string& url) {
  return std::none_of(url.begin(), url.end(),
                      [](char byte) { return static_cast<unsigned char>(byte) <= ' ' || byte == 0x7F; });
}

std::string url_of(const AnnotLink& link) {
  const auto* action = dynamic_cast<const LinkURI*>(link.getAction());
  if (action == nullptr || !action->isOk()) {
    return {};
  }
  std::string url = to_valid_utf8(action->getURI());
  return url.size() <= longest_url && has_no_blanks(url) ? url : std::string();
}

void take_link(const AnnotLink& link, Page& source, PdfPage& page) {
  const std::string url = url_of(link);
  if (url.empty()) {
    return;
  }
  const BoundingBox box = box_of_pdf_rectangle(link.getRect(), source);
  for (PdfWord& word : page.words) {
    if (is_inside(word, box)) {
      word.link = url;
    }
  }
}

bool is_note(const Annot& annotation) {
  if (annotation.getType() == Annot::typeFileAttachment) {
    return true;
  }
  const GooString* contents = annotation.getContents();
  return annotation.getType() == Annot::typeText && contents != nullptr && contents->getLength() > 0;
}

}  // namespace

void take_annotations(Page& source, PdfPage& page) {
  Annots* annotations = source.getAnnots();
  if (annotations == nullptr) {
    return;
  }
  int seen = 0;
  for (const Annot* annotation : annotations->getAnnots()) {
    if (++seen > most_annotations) {
      return;
    }
    if (annotation->getType() == Annot::typeLink) {
      // The library does not export what a dynamic_cast would need.
      // NOLINTNEXTLINE(cppcoreguidelines-pro-type-static-cast-downcast)
      take_link(static_cast<const AnnotLink&>(*annotation), source, page);
    }
    page.notes += is_note(*annotation) ? 1U : 0U;
  }
}

}  // namespace docexport
