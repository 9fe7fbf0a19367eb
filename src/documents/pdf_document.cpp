#include "documents/pdf_document.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/pdf_annotations.hpp"
#include "documents/pdf_attachments.hpp"
#include "documents/pdf_forms.hpp"
#include "documents/pdf_images.hpp"
#include "documents/pdf_metadata.hpp"
#include "documents/pdf_page_device.hpp"
#include "documents/pdf_page_interpreter.hpp"
#include "documents/pdf_pictures.hpp"
#include "documents/pdf_rendering.hpp"
#include "documents/pdf_stream.hpp"
#include "documents/pdf_tag_tree.hpp"
#include "documents/pdf_tagged_page.hpp"
#include "documents/pdf_words.hpp"

namespace docexport {
namespace {

constexpr int max_pages = 100000;

void ignore_message(ErrorCategory, Goffset, const char*) {}

int list_of_page_marks(PDFDoc& document, int page_no) {
  Page* const page = document.getPage(page_no);
  const Object source = page == nullptr ? Object(objNull) : document.getXRef()->fetch(page->getRef());
  return source.isDict() ? list_of_marks(*source.getDict()) : PdfMark::nothing;
}

[[noreturn]] void throw_unreadable(const PDFDoc& document, const std::string& name) {
  if (document.getErrorCode() == errEncrypted) {
    throw Error(ErrorKind::input,
                fmt::format("{} is encrypted: remove the password first, for instance with qpdf --decrypt", name));
  }
  throw Error(ErrorKind::input, fmt::format("{} cannot be read: it is damaged or not a PDF file; open it in a PDF "
                                            "viewer and save it again, or get a fresh copy",
                                            name));
}

}  // namespace

struct PdfDocument::State {
  explicit State(const DocumentSource& source)
      : document(new PdfSourceStream(source, 0, false, static_cast<Goffset>(source.size()), Object(objNull)), {}, {},
                 nullptr, [this] { repaired = true; }) {}

  bool repaired = false;
  PDFDoc document;
  PdfPageDevice device;
  PdfPageInterpreter interpreter{document, device};
  std::optional<PdfTagTree> tags;  ///< of a tagged file
};

PdfDocument::PdfDocument(const DocumentSource& source) {
  preload_pdf_library();
  state_ = std::make_unique<State>(source);
  if (!state_->document.isOk()) {
    throw_unreadable(state_->document, source.name());
  }
  if (page_count() < 1) {
    throw Error(ErrorKind::input,
                fmt::format("{} has no pages: it is damaged or empty; get a fresh copy", source.name()));
  }
  if (page_count() > max_pages) {
    throw Error(ErrorKind::limit, fmt::format("{} has {} pages; at most {} can be read: split the file first",
                                              source.name(), page_count(), max_pages));
  }
  if (PdfTagTree tags(state_->document); tags.is_trusted()) {
    state_->tags.emplace(std::move(tags));
  }
}

PdfDocument::~PdfDocument() = default;

int PdfDocument::page_count() const {
  return state_->document.getNumPages();
}

bool PdfDocument::was_repaired() const {
  return state_->repaired;
}

bool PdfDocument::may_be_copied() const {
  return state_->document.okToCopy();
}

Metadata PdfDocument::metadata(const std::vector<PageRange>& pages) const {
  Metadata metadata = read_pdf_metadata(state_->document);
  metadata.image_count = count_pdf_images(state_->document, pages);
  return metadata;
}

std::vector<Field> PdfDocument::form_fields() const {
  return read_form_fields(state_->document);
}

std::string PdfDocument::embedded_files() const {
  return describe_embedded_files(state_->document);
}

PdfPage PdfDocument::read_page(int page_no) {
  PDFDoc& document = state_->document;
  PdfPage page{.info = {.page_no = page_no,
                        .width = document.getPageCropWidth(page_no),
                        .height = document.getPageCropHeight(page_no)}};
  const int turn = document.getPageRotate(page_no);
  if (turn == 90 || turn == 270) {
    std::swap(page.info.width, page.info.height);
  }
  PdfPageDevice& device = state_->device;
  device.reset(state_->tags ? list_of_page_marks(document, page_no) : PdfMark::nothing);
  device.places_pictures = can_place_images(document, page_no);
  state_->interpreter.show(page_no);
  if (!device.started) {
    return page;
  }
  page.glyphs = device.glyphs;
  page.unmapped_glyphs = device.unmapped_glyphs;
  page.truncated = device.glyphs > PdfPageDevice::max_glyphs_per_page;
  page.rulings = std::move(device.rulings);
  append_words(device.text(), page);
  for (const PdfPageDevice::MarkedPicture& picture : device.pictures) {
    page.pictures.push_back({.box = picture.box});
  }
  if (Page* source = document.getPage(page_no); source != nullptr) {
    if (state_->tags) {
      tag_page(device, *state_->tags, *source, page);
    }
    take_annotations(*source, page);
  }
  page.pictures = pictures_that_matter(page.pictures, page);
  return page;
}

PdfBitmap PdfDocument::render_page(int page_no) {
  return render_pdf_page(state_->document, page_no);
}

void preload_pdf_library() {
  if (globalParams == nullptr) {
    setErrorCallback(ignore_message);
    globalParams = std::make_unique<GlobalParams>();
    globalParams->setErrQuiet(true);
  }
}

}  // namespace docexport
