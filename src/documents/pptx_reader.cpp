#include "documents/pptx_reader.hpp"

#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/content_start.hpp"
#include "documents/docx_styles.hpp"
#include "documents/opc_package.hpp"
#include "documents/opc_warnings.hpp"
#include "documents/pptx_comments.hpp"
#include "documents/pptx_layouts.hpp"
#include "documents/pptx_slide.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {
namespace {

/// The parts of the slides, in the order of the presentation.
std::vector<std::string> slide_parts(pugi::xml_node presentation, const Relationships& relationships,
                                     OpcWarnings& warnings) {
  std::vector<std::string> parts;
  for (const pugi::xml_node slide : xml_child(presentation, "sldIdLst").children()) {
    const Relationship* const target = find_relationship(relationships, xml_prefixed_value(slide, "id"));
    if (target == nullptr) {
      warnings.add("A slide is missing from the file");
    } else {
      parts.push_back(target->target);
    }
  }
  return parts;
}

class Presentation {
 public:
  Presentation(OpcPackage& package, const ReadRequest& request, const Relationships& relationships, ContentSink& sink,
               OpcWarnings& warnings)
      : package_(package),
        request_(request),
        sink_(sink),
        warnings_(warnings),
        layouts_(package),
        comments_(package, relationships) {}

  void set_size(pugi::xml_node size) {
    width_ = number_value(size, "cx").value_or(0) / emu_per_point;
    height_ = number_value(size, "cy").value_or(0) / emu_per_point;
  }

  void read_slide(const std::string& part, int page_no) {
    if (!is_page_wanted(request_.options.pages, page_no)) {
      return;
    }
    package_.budget().take_page();
    sink_.page({.page_no = page_no, .width = width_, .height = height_});
    try {
      read_part(part, page_no);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) {
        throw;
      }
      warnings_.add(fmt::format("Slide {} is damaged and was not read", page_no));
    }
  }

 private:
  void read_part(const std::string& part, int page_no) {
    const XmlDocument slide = package_.xml(part);
    warnings_.add(slide.fault());
    const Relationships relationships = package_.relationships(part);
    const std::string_view shown = xml_value(slide.root(), "show");
    warnings_.add(Omitted::hidden_slide, shown == "0" || shown == "false" ? 1 : 0);
    PptxSlide reader(package_, sink_, warnings_, page_no);
    const Layout& layout = layouts_.of_slide(relationships);
    const std::string_view shows_layout = xml_value(slide.root(), "showMasterSp");
    if (shows_layout != "0" && shows_layout != "false") {
      push_fixed_texts(layout, page_no);
    }
    reader.read(slide.root(), relationships, layout);
    const std::string notes = target_of_type(relationships, "notesSlide");
    if (!notes.empty() && package_.archive().contains(notes)) {
      const XmlDocument document = package_.xml(notes);
      reader.read_notes(document.root(), package_.relationships(notes));
    }
    push_comments(relationships, page_no);
  }

  /// What a layout and its master write on slides, each text once.
  void push_fixed_texts(const Layout& layout, int page_no) {
    for (Block text : layout.fixed_texts) {
      if (fixed_texts_.insert(text.text).second) {
        text.label = text.position->box.top > height_ / 2 ? BlockLabel::page_footer : BlockLabel::page_header;
        text.position->page_no = page_no;
        sink_.block(text);
      }
    }
  }

  void push_comments(const Relationships& relationships, int page_no) {
    for (const Block& comment : comments_.of_slide(relationships, page_no)) {
      sink_.block(comment);
    }
  }

  OpcPackage& package_;
  const ReadRequest& request_;
  ContentSink& sink_;
  OpcWarnings& warnings_;
  PptxLayouts layouts_;
  PptxComments comments_;
  std::set<std::string> fixed_texts_{};
  double width_ = 0;
  double height_ = 0;
};

}  // namespace

void read_pptx(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  ReadingBudget budget(request.limits, source.name());
  ZipArchive archive(source, budget);
  OpcPackage package(archive, budget);
  OpcWarnings warnings;
  const std::string part = package.main_part("ppt/presentation.xml");
  const XmlDocument presentation(archive, part, budget);
  warnings.add(presentation.fault());
  const Relationships relationships = package.relationships(part);
  const std::vector<std::string> slides = slide_parts(presentation.root(), relationships, warnings);
  if (slides.empty() && local_name(presentation.root()) != "presentation") {
    throw Error(ErrorKind::input, fmt::format("{} is damaged: its part {} is no presentation; get the file again, or "
                                              "save it anew",
                                              source.name(), part));
  }
  Metadata metadata = package.metadata();
  metadata.page_count.reset();
  metadata.slide_count = static_cast<int>(slides.size());
  start_content(metadata, request.fields, sink);
  Presentation reader(package, request, relationships, sink, warnings);
  reader.set_size(xml_child(presentation.root(), "sldSz"));
  for (std::size_t index = 0; index < slides.size(); ++index) {
    reader.read_slide(slides[index], static_cast<int>(index) + 1);
  }
  for (const std::string& warning : archive.warnings()) {
    sink.warning(warning);
  }
  warnings.push(sink);
}

}  // namespace docexport
