#include "documents/pdf_reader.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "documents/content_start.hpp"
#include "documents/pdf_blocks.hpp"
#include "documents/pdf_document.hpp"
#include "documents/pdf_font_census.hpp"
#include "documents/pdf_furniture.hpp"
#include "documents/pdf_headings.hpp"
#include "documents/pdf_line_joining.hpp"
#include "documents/pdf_lines.hpp"
#include "documents/pdf_outline_titles.hpp"
#include "documents/pdf_page_warnings.hpp"
#include "documents/pdf_pictures.hpp"
#include "documents/pdf_scans.hpp"
#include "documents/pdf_table_stream.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {
namespace {

/// Pages that are compared with a page before its blocks are known: for running headers, for the size of the body and
/// of headings, and for words that show whether a hyphen is theirs.
constexpr std::size_t pages_ahead = 12;
constexpr std::size_t pages_behind = 6;

bool has_tagged_heading(const PdfPageLines& page) {
  return std::any_of(page.tagged.begin(), page.tagged.end(), [](const Block& block) {
    return block.label == BlockLabel::section_header || block.label == BlockLabel::title;
  });
}

/// Pushes pages out as soon as enough of the following ones are known.
class PageStream {
 public:
  PageStream(const PdfOutlineTitles& titles, ReadingBudget& budget, ContentSink& sink)
      : titles_(titles), headings_(titles), content_(words_, budget, sink) {}

  /// `recognized` is what OCR has read of a page without text that has a meaning.
  void take(const PdfPage& page, std::vector<Block> recognized) {
    PdfPageLines lines = lay_out_page(page);
    lines.pictures = page.pictures;
    lines.recognized = std::move(recognized);
    if (has_tagged_heading(lines)) {
      headings_.take_heading_tags();
    }
    find_margin_lines(lines);
    fonts_.count(lines);
    for (const PdfLine& line : lines.lines) {
      words_.learn(line.text);
    }
    window_.push_back(std::move(lines));
    if (window_.size() > current_ + pages_ahead) {
      push_current();
    }
  }

  void finish() {
    while (current_ < window_.size()) {
      push_current();
    }
    content_.finish();
  }

 private:
  void push_current() {
    mark_furniture(window_, current_, fonts_.body_size());
    const PdfPageLines& page = window_[current_];
    const int page_no = page.info.page_no;
    const PdfBlockContext context{.words = words_,
                                  .body_is_fixed_width = fonts_.body_is_fixed_width(),
                                  .is_outline_title = [this, page_no](std::string_view line) {
                                    return titles_.level_of(page_no, line).has_value();
                                  }};
    std::vector<PdfBlock> blocks = build_blocks(page, context);
    headings_.label(blocks, page_no, fonts_);
    place_pictures(page.pictures, page_no, blocks);
    content_.page(page.info);
    for (const PdfBlock& block : blocks) {
      if (block.table) {
        content_.table(page.tables[*block.table], *block.block.position);
      } else {
        content_.block(block.block);
      }
    }
    for (const Block& block : page.recognized) {
      content_.block(block);
    }
    ++current_;
    if (current_ > pages_behind) {
      window_.erase(window_.begin());
      --current_;
    }
  }

  const PdfOutlineTitles& titles_;
  PdfHeadings headings_;
  PdfFontCensus fonts_{};
  KnownWords words_{};
  PdfTableStream content_;
  std::vector<PdfPageLines> window_{};
  std::size_t current_ = 0;  ///< the page of the window that is next to be pushed
};

/// Whether nobody can tell from the file what the page says: it is a scan, or most of its glyphs have no meaning.
bool needs_ocr(const PdfPage& page) {
  return page.words.empty() || page.unmapped_glyphs * 2 > page.glyphs;
}

/// What OCR reads of a page that needs it, in place of all that the file says of the page.
std::vector<Block> recognize(PdfPage& page, PdfDocument& document, OcrEngine* engine) {
  if (engine == nullptr || !needs_ocr(page)) {
    return {};
  }
  std::vector<Block> recognized = read_scan(document.render_page(page.info.page_no), page.info.page_no, *engine);
  if (!recognized.empty()) {
    page.words.clear();
    page.elements.clear();
    page.pictures.clear();
  }
  return recognized;
}

/// What of the file as a whole was not read.
void warn_of_file(const PdfDocument& document, ContentSink& sink) {
  if (document.was_repaired()) {
    sink.warning("the file is damaged and was repaired while reading: pages or text may be missing");
  }
  if (!document.may_be_copied()) {
    sink.warning("the file says that its owner does not permit copying its text");
  }
  if (const std::string sentence = document.embedded_files(); !sentence.empty()) {
    sink.warning(sentence);
  }
}

}  // namespace

void load_pdf_reader() {
  preload_pdf_library();
}

void read_pdf(const DocumentSource& source, const ReadRequest& request, OcrEngine* engine, ContentSink& sink) {
  PdfDocument document(source);
  const Metadata metadata = document.metadata(request.options.pages);
  start_content(metadata, request.fields, sink);
  for (const Field& field : document.form_fields()) {
    sink.field(field);
  }
  const PdfOutlineTitles titles(metadata.outline);
  ReadingBudget budget(request.limits, source.name());
  PageStream pages(titles, budget, sink);
  PdfPageWarnings warnings;
  for (int page_no = 1; page_no <= document.page_count(); ++page_no) {
    if (!is_page_wanted(request.options.pages, page_no)) {
      continue;
    }
    budget.take_page();
    PdfPage page = document.read_page(page_no);
    std::vector<Block> recognized = recognize(page, document, engine);
    if (recognized.empty()) {
      warnings.take(page);
    } else {
      warnings.take_recognized(page);
    }
    pages.take(page, std::move(recognized));
  }
  pages.finish();
  warn_of_file(document, sink);
  for (const std::string& sentence : warnings.sentences()) {
    sink.warning(sentence);
  }
}

}  // namespace docexport
