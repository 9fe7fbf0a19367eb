#include "documents/pdf_page_interpreter.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include <Annot.h>
#include <Array.h>
#include <Dict.h>
#include <Stream.h>

#include "docexport/model/content.hpp"

namespace docexport {
namespace {

/// A font is looked up in one layer after the other, and all of them stay in memory.
constexpr int most_font_layers = 8;
constexpr std::size_t most_fonts = 100;

bool are_same(const PDFRectangle& a, const PDFRectangle& b) {
  return a.x1 == b.x1 && a.y1 == b.y1 && a.x2 == b.x2 && a.y2 == b.y2;
}

/// A page's resources, divided.
struct PageResources {
  std::map<std::string, Ref> shared_fonts{};  ///< objects of the file, which other pages can have too
  Object others{};
};

PageResources divided_resources(Page& page, XRef* objects) {
  const Dict* const all = page.getResourceDict();
  PageResources result{.others = Object(all == nullptr ? new Dict(objects) : all->copy(objects))};
  const Object fonts = result.others.dictLookup("Font");
  result.others.getDict()->remove("Font");
  Object own(new Dict(objects));
  for (int index = 0; fonts.isDict() && index < fonts.dictGetLength(); ++index) {
    const char* const name = fonts.getDict()->getKey(index);
    if (const Object& font = fonts.dictGetValNF(index); font.isRef()) {
      result.shared_fonts.emplace(name, font.getRef());
    } else {
      own.dictAdd(name, font.copy());
    }
  }
  if (own.dictGetLength() > 0) {
    result.others.dictAdd("Font", std::move(own));
  }
  return result;
}

/// A stream of operators that are there for good. The object owns it.
Object stream_of(std::string_view operators) {
  Stream* const stream = new MemStream(operators.data(), 0, static_cast<Goffset>(operators.size()), Object(objNull));
  return Object(stream);
}

/// A page's content after saved states: the library gives a page up at the first state too many that is restored.
Object padded_content(Page& page, XRef* objects) {
  Object streams(new Array(objects));
  streams.arrayAdd(stream_of("q q q q q q q q q q q q q q q q\n"));
  Object content = page.getContents();
  for (int index = 0; content.isArray() && index < content.arrayGetLength(); ++index) {
    streams.arrayAdd(content.arrayGetNF(index).copy());
  }
  if (content.isStream()) {
    streams.arrayAdd(std::move(content));
  }
  return streams;
}

int rotation_of(const Page& page) {
  return page.getRotate() % 360;
}

}  // namespace

void PdfPageInterpreter::show(int page_no) {
  Page* const page = document_.getPage(page_no);
  if (page == nullptr) {
    return;
  }
  const PageResources resources = divided_resources(*page, document_.getXRef());
  start(*page, resources.shared_fonts);
  interpreter_->pushResources(resources.others.getDict());
  draw(*page);
  interpreter_->popResources();
  if (!finish_content()) {
    interpreter_.reset();
  }
  device_.endPage();
}

void PdfPageInterpreter::start(Page& page, const Fonts& fonts) {
  if (fits(page, fonts)) {
    device_.startPage(page.getNum(), interpreter_->getState(), document_.getXRef());
    device_.updateAll(interpreter_->getState());
  } else {
    box_ = *page.getCropBox();
    rotation_ = rotation_of(page);
    const Object nothing(new Dict(document_.getXRef()));
    interpreter_.reset();
    interpreter_ = std::make_unique<Gfx>(&document_, &device_, page.getNum(), nothing.getDict(), points_per_inch,
                                         points_per_inch, &box_, nullptr, rotation_);
    fonts_.clear();
    font_layers_ = 0;
  }
  add_fonts(fonts);
}

bool PdfPageInterpreter::fits(const Page& page, const Fonts& fonts) const {
  return interpreter_ != nullptr && are_same(box_, *page.getCropBox()) && rotation_ == rotation_of(page) &&
         font_layers_ < most_font_layers && fonts_.size() < most_fonts &&
         std::all_of(fonts.begin(), fonts.end(), [this](const auto& font) {
           const auto known = fonts_.find(font.first);
           return known == fonts_.end() || known->second == font.second;
         });
}

void PdfPageInterpreter::add_fonts(const Fonts& fonts) {
  XRef* const objects = document_.getXRef();
  Object added(new Dict(objects));
  for (const auto& [name, reference] : fonts) {
    if (fonts_.emplace(name, reference).second) {
      added.dictAdd(name.c_str(), Object(reference));
    }
  }
  if (added.dictGetLength() > 0) {
    const Object resources(new Dict(objects));
    resources.getDict()->add("Font", std::move(added));
    interpreter_->pushResources(resources.getDict());
    ++font_layers_;
  }
}

void PdfPageInterpreter::draw(Page& page) {
  interpreter_->pushStateGuard();
  Object content = padded_content(page, document_.getXRef());
  interpreter_->saveState();
  interpreter_->display(&content);
  interpreter_->restoreState();
  for (Annot* const annotation : page.getAnnots()->getAnnots()) {
    // A link has nothing of its own but a frame, which would look like a table's rulings.
    if (annotation->getType() != Annot::typeLink) {
      annotation->draw(interpreter_.get(), false);
    }
  }
  interpreter_->popStateGuard();
}

bool PdfPageInterpreter::finish_content() {
  const std::size_t ended = device_.ended_marks;
  Object content = stream_of("n EMC\n");
  interpreter_->pushStateGuard();
  interpreter_->saveState();
  interpreter_->display(&content);
  interpreter_->popStateGuard();
  return device_.ended_marks == ended;
}

}  // namespace docexport
