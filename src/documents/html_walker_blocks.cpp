#include <charconv>

#include "docexport/base/text.hpp"
#include "documents/html_code_language.hpp"
#include "documents/html_walker.hpp"

namespace docexport {
namespace {

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  constexpr std::int64_t largest = 1'000'000'000;
  const std::from_chars_result result = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_sane = result.ec == std::errc() && number < largest && number > -largest;
  return is_sane ? std::optional(number) : std::nullopt;
}

HtmlList list_of(const GumboNode& node) {
  const GumboElement& element = node.v.element;
  HtmlList list{.ordered = element.tag == GUMBO_TAG_OL};
  const std::string_view type = attribute(element, "type");
  if (type.size() == 1 && std::string_view("1aAiI").find(type[0]) != std::string_view::npos) {
    list.numerals = type[0];
  }
  std::int64_t items = 0;
  const bool is_reversed = list.ordered && has_attribute(element, "reversed");
  for (unsigned index = 0; is_reversed && index < element.children.length; ++index) {
    items += is_element(*static_cast<const GumboNode*>(element.children.data[index]), GUMBO_TAG_LI) ? 1 : 0;
  }
  list.step = is_reversed ? -1 : 1;
  list.next_number = number_of(attribute(element, "start")).value_or(is_reversed ? items : 1);
  return list;
}

bool is_footnote(const GumboElement& element) {
  const std::string_view role = attribute(element, "role");
  const std::string_view type = attribute(element, "epub:type");
  return has_word(role, "doc-footnote") || has_word(role, "doc-endnote") || has_word(type, "footnote") ||
         has_word(type, "endnote") || has_word(type, "rearnote");
}

}  // namespace

void HtmlWalker::end_paragraph() {
  if (is_flat()) {
    cell_.end_line();
  } else {
    blocks_.end_paragraph();
  }
}

Visit HtmlWalker::enter_block(const GumboNode& node) {
  if (!is_flat() && is_footnote(node.v.element)) {
    blocks_.begin_footnote();
    return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.blocks_.end_footnote(); });
  }
  end_paragraph();
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.end_paragraph(); });
}

Visit HtmlWalker::enter_heading(const GumboNode& node, int level) {
  blocks_.begin_heading(node, level);
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.blocks_.end_heading(); });
}

Visit HtmlWalker::enter_furniture(HtmlFurniture furniture) {
  blocks_.begin_furniture(furniture);
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.blocks_.end_furniture(); });
}

Visit HtmlWalker::enter_list(const GumboNode& node) {
  if (is_flat()) {
    return enter_block(node);
  }
  blocks_.begin_list(list_of(node));
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.blocks_.end_list(); });
}

Visit HtmlWalker::enter_item(const GumboNode& node) {
  const GumboTag tag = node.v.element.tag;
  bold_ += tag == GUMBO_TAG_DT ? 1 : 0;
  if (is_flat()) {
    end_paragraph();
  } else {
    const HtmlItem kind = tag == GUMBO_TAG_DT   ? HtmlItem::term
                          : tag == GUMBO_TAG_DD ? HtmlItem::definition
                                                : HtmlItem::entry;
    blocks_.begin_item(kind, number_of(attribute(node.v.element, "value")));
  }
  return inside([](HtmlWalker& walker, const GumboNode& ended) {
    if (walker.is_flat()) {
      walker.end_paragraph();
    } else {
      walker.blocks_.end_item();
    }
    walker.bold_ -= is_element(ended, GUMBO_TAG_DT) ? 1 : 0;
  });
}

Visit HtmlWalker::enter_quote(const GumboNode& node) {
  if (is_flat()) {
    return enter_block(node);
  }
  blocks_.begin_quote();
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.blocks_.end_quote(); });
}

Visit HtmlWalker::enter_code_block(const GumboNode& node) {
  if (preformatted_ == 0 && !is_flat()) {
    blocks_.flush();
    code_language_ = html_code_language(node);
  }
  end_paragraph();
  ++preformatted_;
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) {
    --walker.preformatted_;
    if (walker.preformatted_ == 0 && !walker.is_flat()) {
      walker.blocks_.add_code(walker.code_language_);
    }
    walker.end_paragraph();
  });
}

Visit HtmlWalker::enter_figure_caption(const GumboNode& node) {
  if (is_flat()) {
    return enter_block(node);
  }
  blocks_.begin_caption();
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) { walker.blocks_.end_caption(); });
}

Visit HtmlWalker::enter_table(const GumboNode& node) {
  if (is_flat() || is_layout_table(node)) {
    return enter_block(node);
  }
  blocks_.flush();
  table_.emplace();
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) {
    walker.table_->push(*walker.reading_.budget, *walker.reading_.sink);
    walker.table_.reset();
  });
}

Visit HtmlWalker::enter_row(const GumboNode& node) {
  if (is_flat() || !table_) {
    return enter_block(node);
  }
  table_->begin_row(node);
  return inside(nullptr);
}

Visit HtmlWalker::enter_cell(const GumboNode& node) {
  if (is_flat()) {
    cell_.add_text(" ", style());
    return inside(nullptr);
  }
  if (!table_) {
    return enter_block(node);
  }
  ++flat_depth_;
  return inside([](HtmlWalker& walker, const GumboNode& ended) {
    --walker.flat_depth_;
    walker.table_->add_cell(ended, walker.cell_);
  });
}

Visit HtmlWalker::enter_table_caption(const GumboNode& node) {
  if (is_flat() || !table_) {
    return enter_block(node);
  }
  ++flat_depth_;
  return inside([](HtmlWalker& walker, const GumboNode& /*ended*/) {
    --walker.flat_depth_;
    walker.table_->set_caption(walker.cell_.take_text());
  });
}

Visit HtmlWalker::enter_rule(const GumboNode& /*node*/) {
  if (is_flat()) {
    cell_.end_line();
  } else {
    blocks_.add_rule();
  }
  return Visit::past;
}

}  // namespace docexport
