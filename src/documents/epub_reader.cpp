#include "documents/epub_reader.hpp"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/content_start.hpp"
#include "documents/epub_package.hpp"
#include "documents/html_charset.hpp"
#include "documents/html_survey.hpp"
#include "documents/html_tags.hpp"
#include "documents/html_tree.hpp"
#include "documents/html_walker.hpp"
#include "documents/limits.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {
namespace {

bool is_page(const EpubItem& item) {
  return item.media_type == "application/xhtml+xml" || item.media_type == "text/html" ||
         item.media_type == "application/x-dtbook+xml" || item.media_type == "text/x-oeb1-document" ||
         item.media_type.empty();
}

/// The parts of a book, one after the other.
class BookReader {
 public:
  BookReader(ZipArchive& archive, ReadingBudget& budget, ContentSink& sink)
      : archive_(&archive), budget_(&budget), sink_(&sink) {}

  void read(const std::vector<EpubItem>& spine) {
    for (const EpubItem& item : spine) {
      if (!archive_->contains(item.path)) {
        missing_.push_back(item.path);
      } else if (item.media_type.starts_with("image/")) {
        sink_->block({.label = BlockLabel::picture, .spans = {{.image = item.path}}});
        ++parts_;
      } else if (is_page(item)) {
        read_page(item);
      } else {
        ++foreign_;
      }
    }
    if (parts_ == 0) {
      throw Error(ErrorKind::input, fmt::format("{} is an EPUB book without a part that could be read; it is damaged",
                                                archive_->document_name()));
    }
    warn();
  }

 private:
  void read_page(const EpubItem& item) {
    std::string text;
    try {
      text = expand_empty_elements(decode_html(archive_->read(item.path, max_html_bytes)));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) {
        throw;
      }
      missing_.push_back(item.path);
      return;
    }
    const std::string name = fmt::format("{}: {}", archive_->document_name(), item.path);
    const HtmlTree tree(std::move(text), name, *budget_);
    HtmlSurvey survey = survey_html(tree);
    // A book has its title in its metadata, and a heading of the first level in each chapter.
    survey.title = nullptr;
    read_html_page(tree, survey, {.name = name, .furniture = PageFurniture::keep, .budget = budget_, .sink = sink_},
                   losses_);
    ++parts_;
  }

  void warn() {
    if (!missing_.empty()) {
      sink_->warning(fmt::format("{} {} of the book {} missing or damaged: {}{}", missing_.size(),
                                 missing_.size() == 1 ? "part" : "parts", missing_.size() == 1 ? "is" : "are",
                                 missing_.front(), missing_.size() > 1 ? " …" : ""));
    }
    if (foreign_ > 0) {
      sink_->warning(fmt::format("{} {} of the book {} no text and {} not read", foreign_,
                                 foreign_ == 1 ? "part" : "parts", foreign_ == 1 ? "is" : "are",
                                 foreign_ == 1 ? "was" : "were"));
    }
    warn_about_losses(losses_, *sink_);
  }

  ZipArchive* archive_;
  ReadingBudget* budget_;
  ContentSink* sink_;
  HtmlLosses losses_{};
  std::vector<std::string> missing_{};
  std::uint64_t foreign_ = 0;
  std::uint64_t parts_ = 0;
};

}  // namespace

void read_epub(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  ReadingBudget budget(request.limits, source.name());
  ZipArchive archive(source, budget);
  const EpubPackage package = read_epub_package(archive, budget);
  start_content(package.metadata, request.fields, sink);
  BookReader(archive, budget, sink).read(package.spine);
  for (const std::string& warning : package.warnings) {
    sink.warning(warning);
  }
  for (const std::string& warning : archive.warnings()) {
    sink.warning(warning);
  }
}

}  // namespace docexport
