#include "documents/pdf_images.hpp"

#include <cstddef>
#include <set>

#include <Object.h>
#include <Page.h>
#include <Stream.h>

namespace docexport {
namespace {

constexpr int deepest_graphic = 8;
constexpr std::size_t most_objects = 100000;

class ImageCounter {
 public:
  void take_resources(const Object& resources, int depth) {
    if (!resources.isDict() || depth > deepest_graphic) {
      return;
    }
    const Object graphics = resources.dictLookup("XObject");
    for (int index = 0; graphics.isDict() && index < graphics.dictGetLength() && seen_.size() < most_objects; ++index) {
      const Object& reference = graphics.dictGetValNF(index);
      if (reference.isRef() && seen_.insert(reference.getRefNum()).second) {
        take_graphic(graphics.dictGetVal(index), depth);
      }
    }
  }

  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] bool is_full() const { return seen_.size() >= most_objects; }

 private:
  void take_graphic(const Object& graphic, int depth) {
    if (!graphic.isStream()) {
      return;
    }
    const Object kind = graphic.streamGetDict()->lookup("Subtype");
    if (kind.isName("Image")) {
      ++count_;
    } else if (kind.isName("Form")) {
      take_resources(graphic.streamGetDict()->lookup("Resources"), depth + 1);
    }
  }

  std::set<int> seen_{};
  int count_ = 0;
};

constexpr int most_graphics_of_page = 300;

/// Takes graphics from what may still be looked at; false for one that has to be decoded.
bool can_place_graphics(const Object& resources, int depth, int& left) {
  const Object graphics = resources.isDict() ? resources.dictLookup("XObject") : Object(objNull);
  for (int index = 0; graphics.isDict() && index < graphics.dictGetLength(); ++index) {
    const Object graphic = graphics.dictGetVal(index);
    if (--left < 0 || depth > deepest_graphic) {
      return false;
    }
    if (graphic.isStream() && (graphic.getStream()->getKind() == strJPX ||
                               !can_place_graphics(graphic.streamGetDict()->lookup("Resources"), depth + 1, left))) {
      return false;
    }
  }
  return true;
}

}  // namespace

int count_pdf_images(PDFDoc& document, const std::vector<PageRange>& pages) {
  ImageCounter counter;
  for (int page_no = 1; page_no <= document.getNumPages() && !counter.is_full(); ++page_no) {
    if (!is_page_wanted(pages, page_no)) {
      continue;
    }
    if (Page* page = document.getPage(page_no); page != nullptr && page->getResourceDictObject() != nullptr) {
      counter.take_resources(*page->getResourceDictObject(), 0);
    }
  }
  return counter.count();
}

bool can_place_images(PDFDoc& document, int page_no) {
  Page* const page = document.getPage(page_no);
  int left = most_graphics_of_page;
  return page != nullptr && page->getResourceDictObject() != nullptr &&
         can_place_graphics(*page->getResourceDictObject(), 0, left);
}

}  // namespace docexport
