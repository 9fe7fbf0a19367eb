#include "documents/pdf_document.hpp"

#include <cmath>
#include <iterator>
#include <string>
#include <utility>

#include <Annot.h>
#include <Error.h>
#include <ErrorCodes.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <TextOutputDev.h>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/model/content.hpp"
#include "documents/pdf_annotations.hpp"
#include "documents/pdf_attachments.hpp"
#include "documents/pdf_bidi.hpp"
#include "documents/pdf_forms.hpp"
#include "documents/pdf_images.hpp"
#include "documents/pdf_metadata.hpp"
#include "documents/pdf_rendering.hpp"
#include "documents/pdf_rulings.hpp"
#include "documents/pdf_stream.hpp"
#include "documents/pdf_words.hpp"

namespace docexport {
namespace {

constexpr int max_pages = 100000;

void ignore_message(ErrorCategory, Goffset, const char*) {}

bool says_nothing(Unicode character) {
  return character < ' ' || character == 0xFFFD || (character >= 0xE000 && character <= 0xF8FF);
}

/// A ligature of right-to-left letters gives them in the order of reading; all else comes in the order of the eye.
/// Empty for all other glyphs.
std::vector<Unicode> in_order_of_the_eye(const Unicode* characters, int count) {
  if (count < 2 || !is_right_to_left(characters[0])) {
    return {};
  }
  return {std::make_reverse_iterator(characters + count), std::make_reverse_iterator(characters)};
}

/// Collects the words of a page in the order of the file, and counts the glyphs whose meaning the file does not tell.
class WordCollector final : public TextOutputDev {
 public:
  WordCollector() : TextOutputDev(nullptr, false, 0, true, false) {}

  void startPage(int page_no, GfxState* state, XRef* xref) override {
    started = true;
    TextOutputDev::startPage(page_no, state, xref);
  }

  // NOLINTNEXTLINE(readability-function-size): the library chose the parameters
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int byte_count, const Unicode* characters, int count) override {
    ++glyphs;
    unmapped_glyphs += count == 0 || says_nothing(characters[0]) ? 1U : 0U;
    if (glyphs <= max_glyphs_per_page) {
      const std::vector<Unicode> reversed = in_order_of_the_eye(characters, count);
      TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, byte_count,
                              reversed.empty() ? characters : reversed.data(), count);
    }
  }

  void stroke(GfxState* state) override { collect_stroked_rulings(*state, rulings); }
  void fill(GfxState* state) override { collect_filled_rulings(*state, rulings); }
  void eoFill(GfxState* state) override { collect_filled_rulings(*state, rulings); }

  static constexpr std::size_t max_glyphs_per_page = 2000000;
  bool started = false;  ///< a broken page never does; the collector still has the words of the one before
  std::size_t glyphs = 0;
  std::size_t unmapped_glyphs = 0;
  PdfRulings rulings{};
};

/// A link has nothing of its own but a frame, which would look like a table's rulings.
bool is_part_of_page(Annot* annotation, void* /*unused*/) {
  return annotation->getType() != Annot::typeLink;
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
  WordCollector collector;
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
}

PdfDocument::~PdfDocument() = default;

int PdfDocument::page_count() const {
  return state_->document.getNumPages();
}

bool PdfDocument::was_repaired() const {
  return state_->repaired;
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
  WordCollector& collector = state_->collector;
  collector.started = false;
  collector.glyphs = 0;
  collector.unmapped_glyphs = 0;
  collector.rulings = {};
  document.displayPage(&collector, page_no, points_per_inch, points_per_inch, 0, false, true, false, nullptr, nullptr,
                       is_part_of_page, nullptr);
  if (!collector.started) {
    return page;
  }
  page.glyphs = collector.glyphs;
  page.unmapped_glyphs = collector.unmapped_glyphs;
  page.truncated = collector.glyphs > WordCollector::max_glyphs_per_page;
  page.rulings = std::move(collector.rulings);
  if (const auto words = collector.makeWordList(); words != nullptr) {
    append_words(*words, page);
  }
  if (Page* source = document.getPage(page_no); source != nullptr) {
    take_annotations(*source, page);
  }
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
