#include "documents/odp_reader.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "docexport/base/text.hpp"
#include "documents/content_start.hpp"
#include "documents/odf_document.hpp"
#include "documents/odf_sink_target.hpp"
#include "documents/odf_walker.hpp"

namespace docexport {
namespace {

/// A length in points: "2.54cm"; nothing if it is none.
std::optional<double> points_of(std::string_view length) {
  struct Unit {
    std::string_view name;
    double points;
  };
  constexpr std::array<Unit, 6> units{
      {{"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"in", 72}, {"pt", 1}, {"pc", 12}, {"px", 0.75}}};
  double value = 0;
  const auto [end, error] = std::from_chars(length.data(), length.data() + length.size(), value);
  const std::string_view name = length.substr(static_cast<std::size_t>(end - length.data()));
  for (const Unit& unit : units) {
    if (error == std::errc() && name == unit.name) {
      return value * unit.points;
    }
  }
  return std::nullopt;
}

bool is_slide(pugi::xml_node node) {
  return local_name(node) == "page";
}

/// What a shape is on its slide: "title", "outline", "notes" …; empty for a shape like any other.
std::string_view class_of(pugi::xml_node shape) {
  return xml_value(shape, "class");
}

class SlideReading {
 public:
  SlideReading(OdfDocument& document, ContentSink& sink) : document_(&document), sink_(&sink), target_(sink) {}

  void read(pugi::xml_node slide, int number) {
    number_ = number;
    push_page(slide);
    push_fixed_texts(slide);
    const std::string_view style = xml_value(slide, "style-name");
    if (document_->styles().property("drawing-page", style, "drawing-page-properties", "visibility") == "hidden") {
      document_->state().warnings.add(Omitted::hidden_slide);
    }
    push_title(slide);
    for (const pugi::xml_node shape : slide.children()) {
      if (class_of(shape) != "title" && shape.type() == pugi::node_element) {
        place(shape);
        read_shape(shape);
      }
    }
    place({});
    push_notes(slide);
    push_odf_notes(document_->state(), target_);
    push_odf_comments(document_->state(), fmt::format("slide: {}", number_), target_);
  }

 private:
  [[nodiscard]] pugi::xml_node master_of(pugi::xml_node slide) const {
    const std::string_view master = xml_value(slide, "master-page-name");
    for (const pugi::xml_node node : document_->master_styles().children()) {
      if (xml_value(node, "name") == master) {
        return node;
      }
    }
    return {};
  }

  void push_page(pugi::xml_node slide) {
    PageInfo page{.page_no = number_};
    const std::string_view layout = xml_value(master_of(slide), "page-layout-name");
    page.width = points_of(document_->master_page_styles().page_size(layout, "page-width")).value_or(0);
    page.height = points_of(document_->master_page_styles().page_size(layout, "page-height")).value_or(0);
    sink_->page(page);
    middle_ = page.height / 2;
  }

  /// What the master writes on slides, each text once. A place that slides fill says nothing itself.
  void push_fixed_texts(pugi::xml_node slide) {
    const std::string_view shown = document_->styles().property(
        "drawing-page", xml_value(slide, "style-name"), "drawing-page-properties", "background-objects-visible");
    OdfState& state = document_->state();
    state.styles = &document_->master_page_styles();
    for (const pugi::xml_node shape : master_of(slide).children()) {
      const std::string_view kind = class_of(shape);
      const bool may_be_text = kind.empty() || kind == "header" || kind == "footer" || kind == "date-time";
      if (shown == "false" || !may_be_text || shape.type() != pugi::node_element) {
        continue;
      }
      OdfTextTarget text;
      OdfWalker(state, text).read_shape(shape);
      if (fixed_texts_.insert(std::string(trim(text.text()))).second) {
        place(shape);
        const bool is_below = points_of(xml_value(shape, "y")).value_or(0) > middle_;
        push_furniture(is_below ? BlockLabel::page_footer : BlockLabel::page_header, text.text());
      }
    }
    state.styles = &document_->styles();
  }

  void place(pugi::xml_node shape) {
    const std::optional<double> left = points_of(xml_value(shape, "x"));
    const std::optional<double> top = points_of(xml_value(shape, "y"));
    const std::optional<double> width = points_of(xml_value(shape, "width"));
    const std::optional<double> height = points_of(xml_value(shape, "height"));
    Position position{.page_no = number_};
    if (left && top && width && height) {
      position.box = {.left = *left, .top = *top, .right = *left + *width, .bottom = *top + *height};
    }
    target_.place(position);
  }

  void push_title(pugi::xml_node slide) {
    Block heading{.label = BlockLabel::section_header, .level = 1};
    place({});
    for (const pugi::xml_node shape : slide.children()) {
      if (class_of(shape) != "title") {
        continue;
      }
      place(shape);
      OdfTextTarget text;
      OdfWalker(document_->state(), text).read_shape(shape);
      heading.text += heading.text.empty() ? "" : "\n";
      heading.text += trim(text.text());
    }
    if (trim(heading.text).empty()) {
      heading.text = xml_value(slide, "name");
    }
    if (!heading.text.empty()) {
      target_.block(heading);
    }
  }

  void read_shape(pugi::xml_node shape) {
    const std::string_view kind = class_of(shape);
    const bool is_header = kind == "header";
    if (!is_header && kind != "footer" && kind != "date-time" && kind != "page-number") {
      return OdfWalker(document_->state(), target_).read_shape(shape);
    }
    OdfTextTarget text;
    OdfWalker(document_->state(), text).read_shape(shape);
    push_furniture(is_header ? BlockLabel::page_header : BlockLabel::page_footer, text.text());
  }

  void push_furniture(BlockLabel label, std::string_view text) {
    if (!trim(text).empty()) {
      target_.block({.label = label, .text = std::string(trim(text))});
    }
  }

  void push_notes(pugi::xml_node slide) {
    for (const pugi::xml_node shape : xml_child(slide, "notes").children()) {
      if (class_of(shape) == "notes" && xml_value(shape, "placeholder") != "true") {
        OdfWalker(document_->state(), target_).read_shape(shape);
      }
    }
  }

  OdfDocument* document_;
  ContentSink* sink_;
  OdfSinkTarget target_;
  int number_ = 0;
  double middle_ = 0;
  std::set<std::string> fixed_texts_{};
};

/// The texts that slides show in their footers, each once.
void push_declared_furniture(pugi::xml_node body, std::string_view element, BlockLabel label, ContentSink& sink) {
  std::set<std::string> texts;
  for (const pugi::xml_node node : body.children()) {
    const std::string text(trim(xml_deep_text(node)));
    if (local_name(node) == element && !text.empty() && texts.insert(text).second) {
      sink.block({.label = label, .text = text});
    }
  }
}

}  // namespace

void read_odp(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  OdfDocument document(source, request);
  const pugi::xml_node body = document.body("presentation");
  Metadata metadata = document.metadata();
  metadata.page_count.reset();
  metadata.slide_count = 0;
  for (const pugi::xml_node node : body.children()) {
    *metadata.slide_count += is_slide(node) ? 1 : 0;
  }
  start_content(metadata, request.fields, sink);
  push_declared_furniture(body, "header-decl", BlockLabel::page_header, sink);
  SlideReading slides(document, sink);
  int number = 0;
  for (const pugi::xml_node node : body.children()) {
    if (!is_slide(node)) {
      continue;
    }
    document.state().budget.take_page();
    if (is_page_wanted(request.options.pages, ++number)) {
      slides.read(node, number);
    }
  }
  push_declared_furniture(body, "footer-decl", BlockLabel::page_footer, sink);
  push_declared_furniture(body, "date-time-decl", BlockLabel::page_footer, sink);
  document.finish(sink);
}

}  // namespace docexport
