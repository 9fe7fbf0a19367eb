#include "docexport/base/text.hpp"
#include "documents/html_links.hpp"
#include "documents/html_walker.hpp"

namespace docexport {
namespace {

/// A picture of one pixel counts who reads a page, and shows nothing.
bool is_counting_pixel(const GumboElement& image) {
  const std::string_view width = attribute(image, "width");
  const std::string_view height = attribute(image, "height");
  return (width == "1" || width == "0") && (height == "1" || height == "0");
}

/// The formula's source in TeX, if it is told; else its characters.
std::string formula_text(const GumboNode& math) {
  const std::string_view alternative = attribute(math.v.element, "alttext");
  if (!alternative.empty()) {
    return collapse_white_space(alternative);
  }
  std::string source;
  std::string characters;
  walk_html(math, [&](const GumboNode& node) {
    characters += text_of(node);
    if (!is_element(node) || attribute(node.v.element, "encoding").empty()) {
      return Visit::inside;
    }
    const bool is_tex = attribute(node.v.element, "encoding").find("tex") != std::string_view::npos;
    source = is_tex ? collapsed_text(node) : source;
    return Visit::past;
  });
  return source.empty() ? collapse_white_space(characters) : source;
}

/// A drawing's title, or else the text in it.
std::string drawing_text(const GumboNode& drawing) {
  std::string title;
  walk_html(drawing, [&title](const GumboNode& node) {
    if (is_element(node, GUMBO_TAG_TITLE) && title.empty()) {
      title = collapsed_text(node);
    }
    return Visit::inside;
  });
  return title.empty() ? collapsed_text(drawing) : title;
}

}  // namespace

Visit HtmlWalker::enter_link(const GumboNode& node) {
  std::string target = html_target(attribute(node.v.element, "href"), survey_->base);
  if (target.empty()) {
    return inside(nullptr);
  }
  losses_->cell_targets += is_flat() ? 1U : 0U;
  blocks_.links().push_back(std::move(target));
  open_links_.push_back(blocks_.links().size());
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.open_links_.pop_back(); });
}

Visit HtmlWalker::enter_bold(const GumboNode& /*node*/) {
  ++bold_;
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { --walker.bold_; });
}

Visit HtmlWalker::enter_italic(const GumboNode& /*node*/) {
  ++italic_;
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { --walker.italic_; });
}

Visit HtmlWalker::enter_code(const GumboNode& /*node*/) {
  ++code_;
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { --walker.code_; });
}

Visit HtmlWalker::enter_struck(const GumboNode& /*node*/) {
  ++struck_;
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { --walker.struck_; });
}

Visit HtmlWalker::enter_quotation(const GumboNode& /*node*/) {
  add_text("\u201C");
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.add_text("\u201D"); });
}

Visit HtmlWalker::enter_break(const GumboNode& /*node*/) {
  if (preformatted_ > 0) {
    inlines().add_preformatted("\n", style());
  } else if (!is_flat() && blocks_.is_in_heading()) {
    add_text(" ");
  } else if (!is_flat() && inlines().is_after_break()) {
    // Two line ends are how paragraphs are parted where they are not marked.
    blocks_.end_paragraph();
    inlines().break_line();
  } else {
    inlines().break_line();
  }
  return Visit::past;
}

Visit HtmlWalker::enter_embedded(const GumboNode& /*node*/) {
  ++losses_->embedded;
  return Visit::past;
}

Visit HtmlWalker::enter_object(const GumboNode& /*node*/) {
  // What it holds is for who cannot show the object.
  ++losses_->embedded;
  return inside(nullptr);
}

Visit HtmlWalker::enter_script(const GumboNode& node) {
  const std::string_view type = attribute(node.v.element, "type");
  if (type.starts_with("math/tex") && node.v.element.children.length > 0) {
    const auto* source = static_cast<const GumboNode*>(node.v.element.children.data[0]);
    add_formula(collapse_white_space(text_of(*source)), type.find("display") != std::string_view::npos);
  }
  return Visit::past;
}

Visit HtmlWalker::enter_math(const GumboNode& node) {
  add_formula(formula_text(node), attribute(node.v.element, "display") == "block");
  return Visit::past;
}

void HtmlWalker::add_formula(const std::string& formula, bool is_display) {
  if (formula.empty()) {
    return;
  }
  if (is_display && !is_flat()) {
    blocks_.add_formula(formula);
  } else {
    inlines().add_text(formula, style());
  }
}

Visit HtmlWalker::enter_drawing(const GumboNode& node) {
  const std::string text = drawing_text(node);
  // A drawing without a word is the sign on a button, unless it says that it is an image.
  if (!text.empty() || attribute(node.v.element, "role") == "img") {
    add_image(text, "");
  }
  return Visit::past;
}

Visit HtmlWalker::enter_image(const GumboNode& node) {
  const GumboElement& image = node.v.element;
  if (!is_counting_pixel(image)) {
    const std::string_view later = attribute(image, "data-src");
    const std::string target = html_target(attribute(image, "src"), survey_->base);
    add_image(attribute(image, "alt"), target.empty() ? html_target(later, survey_->base) : target);
  }
  return Visit::past;
}

void HtmlWalker::add_image(std::string_view alternative, std::string_view source) {
  if (is_flat()) {
    losses_->cell_targets += source.empty() ? 0U : 1U;
    cell_.add_text(alternative, style());
  } else if (!table_) {
    blocks_.inlines().add_image(alternative, std::string(source), style());
  }
}

Visit HtmlWalker::enter_input(const GumboNode& node) {
  if (!is_flat() && to_lower_ascii(attribute(node.v.element, "type")) == "checkbox") {
    blocks_.check_item(has_attribute(node.v.element, "checked"));
  }
  return Visit::past;
}

}  // namespace docexport
