#include "documents/html_walker.hpp"

#include <array>

#include <fmt/format.h>

#include "documents/html_survey.hpp"

namespace docexport {

/// What is done where an element begins, by its tag; elements without a rule are part of the text around them.
struct HtmlRules {
  using Enter = Visit (HtmlWalker::*)(const GumboNode&);

  struct Rule {
    GumboTag tag;
    Enter enter;
  };

  static constexpr auto make() {
    std::array<Enter, GUMBO_TAG_LAST + 1> table{};
    for (const GumboTag tag :
         {GUMBO_TAG_BODY,    GUMBO_TAG_DIV,     GUMBO_TAG_SECTION,  GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN,
          GUMBO_TAG_ASIDE,   GUMBO_TAG_HEADER,  GUMBO_TAG_FOOTER,   GUMBO_TAG_NAV,     GUMBO_TAG_ADDRESS,
          GUMBO_TAG_FIGURE,  GUMBO_TAG_FORM,    GUMBO_TAG_FIELDSET, GUMBO_TAG_LEGEND,  GUMBO_TAG_DETAILS,
          GUMBO_TAG_SUMMARY, GUMBO_TAG_P,       GUMBO_TAG_CENTER,   GUMBO_TAG_HGROUP,  GUMBO_TAG_H1,
          GUMBO_TAG_H2,      GUMBO_TAG_H3,      GUMBO_TAG_H4,       GUMBO_TAG_H5,      GUMBO_TAG_H6,
          GUMBO_TAG_MARQUEE, GUMBO_TAG_MULTICOL}) {
      table.at(tag) = &HtmlWalker::enter_block;
    }
    for (const Rule& rule : rules) {
      table.at(rule.tag) = rule.enter;
    }
    return table;
  }

  static constexpr std::array rules{
      Rule{GUMBO_TAG_HEAD, &HtmlWalker::skip},
      Rule{GUMBO_TAG_TITLE, &HtmlWalker::skip},
      Rule{GUMBO_TAG_SCRIPT, &HtmlWalker::enter_script},
      Rule{GUMBO_TAG_INPUT, &HtmlWalker::enter_input},
      Rule{GUMBO_TAG_UL, &HtmlWalker::enter_list},
      Rule{GUMBO_TAG_OL, &HtmlWalker::enter_list},
      Rule{GUMBO_TAG_DL, &HtmlWalker::enter_list},
      Rule{GUMBO_TAG_MENU, &HtmlWalker::enter_list},
      Rule{GUMBO_TAG_DIR, &HtmlWalker::enter_list},
      Rule{GUMBO_TAG_LI, &HtmlWalker::enter_item},
      Rule{GUMBO_TAG_DT, &HtmlWalker::enter_item},
      Rule{GUMBO_TAG_DD, &HtmlWalker::enter_item},
      Rule{GUMBO_TAG_BLOCKQUOTE, &HtmlWalker::enter_quote},
      Rule{GUMBO_TAG_PRE, &HtmlWalker::enter_code_block},
      Rule{GUMBO_TAG_LISTING, &HtmlWalker::enter_code_block},
      Rule{GUMBO_TAG_XMP, &HtmlWalker::enter_code_block},
      Rule{GUMBO_TAG_PLAINTEXT, &HtmlWalker::enter_code_block},
      Rule{GUMBO_TAG_FIGCAPTION, &HtmlWalker::enter_figure_caption},
      Rule{GUMBO_TAG_TABLE, &HtmlWalker::enter_table},
      Rule{GUMBO_TAG_TR, &HtmlWalker::enter_row},
      Rule{GUMBO_TAG_TD, &HtmlWalker::enter_cell},
      Rule{GUMBO_TAG_TH, &HtmlWalker::enter_cell},
      Rule{GUMBO_TAG_CAPTION, &HtmlWalker::enter_table_caption},
      Rule{GUMBO_TAG_HR, &HtmlWalker::enter_rule},
      Rule{GUMBO_TAG_BR, &HtmlWalker::enter_break},
      Rule{GUMBO_TAG_A, &HtmlWalker::enter_link},
      Rule{GUMBO_TAG_B, &HtmlWalker::enter_bold},
      Rule{GUMBO_TAG_STRONG, &HtmlWalker::enter_bold},
      Rule{GUMBO_TAG_I, &HtmlWalker::enter_italic},
      Rule{GUMBO_TAG_EM, &HtmlWalker::enter_italic},
      Rule{GUMBO_TAG_CITE, &HtmlWalker::enter_italic},
      Rule{GUMBO_TAG_VAR, &HtmlWalker::enter_italic},
      Rule{GUMBO_TAG_DFN, &HtmlWalker::enter_italic},
      Rule{GUMBO_TAG_CODE, &HtmlWalker::enter_code},
      Rule{GUMBO_TAG_KBD, &HtmlWalker::enter_code},
      Rule{GUMBO_TAG_SAMP, &HtmlWalker::enter_code},
      Rule{GUMBO_TAG_TT, &HtmlWalker::enter_code},
      Rule{GUMBO_TAG_S, &HtmlWalker::enter_struck},
      Rule{GUMBO_TAG_DEL, &HtmlWalker::enter_struck},
      Rule{GUMBO_TAG_STRIKE, &HtmlWalker::enter_struck},
      Rule{GUMBO_TAG_Q, &HtmlWalker::enter_quotation},
      Rule{GUMBO_TAG_IMG, &HtmlWalker::enter_image},
      Rule{GUMBO_TAG_IMAGE, &HtmlWalker::enter_image},
      Rule{GUMBO_TAG_SVG, &HtmlWalker::enter_drawing},
      Rule{GUMBO_TAG_MATH, &HtmlWalker::enter_math},
      Rule{GUMBO_TAG_IFRAME, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_EMBED, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_VIDEO, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_AUDIO, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_CANVAS, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_APPLET, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_FRAME, &HtmlWalker::enter_embedded},
      Rule{GUMBO_TAG_OBJECT, &HtmlWalker::enter_object},
  };
};

namespace {

constexpr auto rules = HtmlRules::make();

}  // namespace

HtmlWalker::HtmlWalker(const HtmlTree& tree, const HtmlSurvey& survey, const HtmlReading& reading, HtmlLosses& losses)
    : reading_(reading),
      losses_(&losses),
      survey_(&survey),
      blocks_(survey, reading.furniture, tree.text_bytes(), reading.name, *reading.sink) {}

void HtmlWalker::walk(const GumboNode& top) {
  walk_html(
      top, [this](const GumboNode& node) { return enter(node); }, [this](const GumboNode& node) { leave(node); });
  blocks_.flush();
}

Visit HtmlWalker::enter(const GumboNode& node) {
  if (!is_element(node)) {
    add_text(text_of(node));
    return Visit::past;
  }
  const GumboElement& element = node.v.element;
  if (!is_shown(element)) {
    return Visit::past;
  }
  if (reading_.furniture == PageFurniture::set_apart && !is_flat()) {
    if (const HtmlFurniture furniture = furniture_of(node); furniture != HtmlFurniture::none) {
      return enter_furniture(furniture);
    }
  }
  if (const int level = heading_level(element); level > 0 && !is_flat()) {
    return enter_heading(node, level);
  }
  return enter_by_tag(node);
}

Visit HtmlWalker::enter_by_tag(const GumboNode& node) {
  const GumboElement& element = node.v.element;
  const bool has_rules =
      element.tag_namespace == GUMBO_NAMESPACE_HTML || element.tag == GUMBO_TAG_SVG || element.tag == GUMBO_TAG_MATH;
  const HtmlRules::Enter rule = has_rules ? rules.at(element.tag) : nullptr;
  return rule == nullptr ? inside(nullptr) : (this->*rule)(node);
}

Visit HtmlWalker::inside(Leave at_end) {
  leaves_.push_back(at_end);
  return Visit::inside;
}

void HtmlWalker::leave(const GumboNode& node) {
  const Leave at_end = leaves_.back();
  leaves_.pop_back();
  if (at_end != nullptr) {
    at_end(*this, node);
  }
}

// NOLINTNEXTLINE(readability-convert-member-functions-to-static): the rules are members
Visit HtmlWalker::skip(const GumboNode& /*node*/) {
  return Visit::past;
}

void HtmlWalker::add_text(std::string_view text) {
  if (table_ && !is_flat()) {
    return;
  }
  if (preformatted_ > 0) {
    inlines().add_preformatted(text, style());
  } else {
    inlines().add_text(text, style());
  }
}

HtmlStyle HtmlWalker::style() const {
  return {.bold = bold_ > 0,
          .italic = italic_ > 0,
          .code = code_ > 0 && preformatted_ == 0,
          .strikethrough = struck_ > 0,
          .link = open_links_.empty() ? 0 : open_links_.back()};
}

void read_html_page(const HtmlTree& tree, const HtmlSurvey& survey, const HtmlReading& reading, HtmlLosses& losses) {
  HtmlWalker(tree, survey, reading, losses).walk(tree.root());
}

void warn_about_losses(const HtmlLosses& losses, ContentSink& sink) {
  if (losses.embedded > 0) {
    sink.warning(fmt::format("{} embedded {} (frames, films, sounds and the like) {} not read", losses.embedded,
                             losses.embedded == 1 ? "object" : "objects", losses.embedded == 1 ? "was" : "were"));
  }
  if (losses.cell_targets > 0) {
    sink.warning(fmt::format("{} {} in table cells left only their text", losses.cell_targets,
                             losses.cell_targets == 1 ? "link or image" : "links or images"));
  }
}

}  // namespace docexport
