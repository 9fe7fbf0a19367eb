#include "documents/xml_text_blocks.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "documents/limits.hpp"

namespace docexport {
namespace {

constexpr std::array<std::string_view, 3> title_names{"title", "head", "heading"};
constexpr std::size_t deepest_header = 6;

bool is_title(std::string_view name) {
  return std::find(title_names.begin(), title_names.end(), local_name(name)) != title_names.end();
}

bool has_title(const XmlShape& shape) {
  return std::any_of(shape.parts.begin(), shape.parts.end(),
                     [](const XmlPart& part) { return part.shape != nullptr && is_title(part.name); });
}

bool is_space(char character) {
  return character == ' ' || character == '\n' || character == '\t' || character == '\r';
}

/// Each run of white space as one blank, none at the ends.
std::string collapsed(std::string_view text) {
  std::string out;
  for (const char character : text) {
    if (!is_space(character)) {
      out.push_back(character);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  return std::string(trim(out));
}

}  // namespace

XmlTextBlocks::XmlTextBlocks(const XmlShape& root, std::string document_name, ContentSink& sink)
    : document_name_(std::move(document_name)),
      sink_(&sink),
      root_(&root),
      is_text_(root.holds_mixed || local_name(root.name) == "svg") {}

void XmlTextBlocks::begin_element(std::string_view name, const XmlAttributes& attributes) {
  if (paragraph_depth_ > 0) {
    ++paragraph_depth_;
    attributes.for_each([this](std::string_view attribute, std::string_view /*value*/) {
      lost_attributes_ += is_namespace_declaration(attribute) ? 0U : 1U;
    });
    return;
  }
  const XmlShape* const shape = open_.empty() ? root_ : open_.back().shape->child(name);
  // The root is the document; what has a title needs no other header.
  open_.push_back({.shape = shape, .has_header = open_.empty() || (is_text_ && has_title(*shape))});
  add_attributes(attributes, name);
  if (shape->is_mixed || !shape->has_elements) {
    paragraph_depth_ = 1;
    paragraph_.clear();
  }
}

void XmlTextBlocks::add_attributes(const XmlAttributes& attributes, std::string_view name) {
  const bool is_leaf = !open_.back().shape->has_elements;
  attributes.for_each([&](std::string_view attribute, std::string_view value) {
    if (is_namespace_declaration(attribute)) {
      return;
    }
    if (is_text_) {
      ++lost_attributes_;
      return;
    }
    push_headers();
    sink_->block({.label = BlockLabel::paragraph,
                  .text = is_leaf ? fmt::format("{}@{}: {}", name, attribute, collapsed(value))
                                  : fmt::format("{}: {}", attribute, collapsed(value))});
  });
}

void XmlTextBlocks::text(std::string_view piece) {
  if (paragraph_depth_ > 0) {
    take_bytes(piece.size());
    paragraph_ += piece;
  }
}

void XmlTextBlocks::take_bytes(std::size_t count) {
  if (paragraph_.size() + count > max_record_bytes) {
    throw Error(ErrorKind::limit, fmt::format("{}: an element has more than {} of text, the most that one may have",
                                              document_name_, format_size(max_record_bytes)));
  }
}

void XmlTextBlocks::end_element(std::string_view /*name*/) {
  if (paragraph_depth_ > 1) {
    --paragraph_depth_;
    return;
  }
  if (paragraph_depth_ == 1) {
    paragraph_depth_ = 0;
    push_paragraph(*open_.back().shape);
  }
  open_.pop_back();
}

/// Those of the sections that are open and have none yet.
void XmlTextBlocks::push_headers() {
  for (std::size_t depth = 1; depth < open_.size(); ++depth) {
    Frame& frame = open_[depth];
    if (!frame.has_header && frame.shape->has_elements && !frame.shape->is_mixed) {
      sink_->block({.label = BlockLabel::section_header,
                    .level = static_cast<int>(std::min(depth, deepest_header)),
                    .text = std::string(local_name(frame.shape->name))});
    }
    frame.has_header = true;
  }
}

void XmlTextBlocks::push_paragraph(const XmlShape& shape) {
  const std::string text = collapsed(paragraph_);
  if (text.empty()) {
    return;
  }
  push_headers();
  const std::size_t depth = std::clamp<std::size_t>(open_.size() - 1, 1, deepest_header);
  if (is_text_ && is_title(shape.name)) {
    // A title is a level above the paragraphs beside it.
    sink_->block({.label = BlockLabel::section_header, .level = static_cast<int>(depth), .text = text});
  } else if (is_text_) {
    sink_->block({.label = BlockLabel::paragraph, .text = text});
  } else {
    sink_->block({.label = BlockLabel::paragraph, .text = fmt::format("{}: {}", local_name(shape.name), text)});
  }
}

void XmlTextBlocks::finish() {
  if (lost_attributes_ > 0) {
    sink_->warning(fmt::format("{} {} of elements {} left out", lost_attributes_,
                               lost_attributes_ == 1 ? "attribute" : "attributes",
                               lost_attributes_ == 1 ? "was" : "were"));
  }
}

}  // namespace docexport
