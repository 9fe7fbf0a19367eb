#include "documents/odf_inlines.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/text.hpp"
#include "documents/odf_text.hpp"
#include "documents/opc_comment.hpp"

namespace docexport {
namespace {

OdfRunFormat format_of(const Span& span) {
  return {.bold = span.bold, .italic = span.italic, .strikethrough = span.strikethrough, .code = span.code};
}

bool is_shown(const OdfRunFormat& format, const std::string& link) {
  return format != OdfRunFormat() || !link.empty();
}

bool is_inline_left_out(std::string_view name) {
  return name == "script" || name == "forms" || name == "ruby-text" || name == "tracked-changes" || name == "title" ||
         name == "desc" || name == "event-listeners";
}

}  // namespace

void OdfInlines::read(pugi::xml_node paragraph) {
  const OdfRunFormat format = local_name(paragraph) == "p"
                                  ? state_->styles->paragraph_format(xml_value(paragraph, "style-name"))
                                  : OdfRunFormat();
  read_children(paragraph, format, {});
}

void OdfInlines::read_children(pugi::xml_node node, const OdfRunFormat& format, const std::string& link) {
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      // White space counts together with the text before it.
      const std::size_t before = text_.size();
      append_odf_text(text_, child.value());
      const std::string added = text_.substr(before);
      text_.resize(before);
      append(added, format, link);
    } else if (child.type() == pugi::node_element) {
      read_element(child, format, link);
    }
  }
}

void OdfInlines::read_element(pugi::xml_node node, const OdfRunFormat& format, const std::string& link) {
  const std::string_view name = local_name(node);
  if (std::string_view(node.name()).starts_with("draw:")) {
    shapes_.push_back(node);
  } else if (name == "span") {
    read_children(node, state_->styles->run_format(xml_value(node, "style-name"), format), link);
  } else if (name == "a") {
    read_children(node, format, std::string(xml_value(node, "href")));
  } else if (name == "s") {
    append(std::string(odf_blank_count(xml_value(node, "c")), ' '), format, link);
  } else if (name == "tab") {
    append("\t", format, link);
  } else if (name == "line-break") {
    append("\n", format, link);
  } else if (name == "note") {
    read_note(node, format, link);
  } else if (name == "annotation") {
    comments_.emplace(std::string(xml_value(node, "name")), std::pair(state_->comments.size(), text_.size()));
    state_->comments.push_back({.node = node});
  } else if (name == "annotation-end") {
    end_comment(std::string(xml_value(node, "name")));
  } else if (!is_inline_left_out(name)) {
    read_children(node, format, link);
  }
}

void OdfInlines::read_note(pugi::xml_node note, const OdfRunFormat& format, const std::string& link) {
  append(fmt::format("[{}]", trim(xml_text(xml_child(note, "note-citation")))), format, link);
  state_->notes.push_back(note);
}

void OdfInlines::end_comment(const std::string& name) {
  const auto comment = comments_.find(name);
  if (comment != comments_.end()) {
    const auto [index, begin] = comment->second;
    state_->comments[index].words = first_commented(std::string_view(text_).substr(begin));
  }
}

void OdfInlines::append(std::string_view text, const OdfRunFormat& format, const std::string& link) {
  const std::size_t begin = text_.size();
  text_ += text;
  if (text.empty() || !is_shown(format, link)) {
    return;
  }
  if (!spans_.empty() && spans_.back().end == begin && format_of(spans_.back()) == format &&
      spans_.back().link == link) {
    spans_.back().end = text_.size();
    return;
  }
  spans_.push_back({.begin = begin,
                    .end = text_.size(),
                    .bold = format.bold,
                    .italic = format.italic,
                    .code = format.code,
                    .strikethrough = format.strikethrough,
                    .link = link});
}

void OdfInlines::move_into(Block& block) {
  const std::string_view kept = trim(text_);
  const std::size_t first = kept.empty() ? text_.size() : static_cast<std::size_t>(kept.data() - text_.data());
  const std::size_t last = first + kept.size();
  for (Span& span : spans_) {
    span.begin = std::clamp(span.begin, first, last) - first;
    span.end = std::clamp(span.end, first, last) - first;
    if (span.begin < span.end) {
      block.spans.push_back(std::move(span));
    }
  }
  block.text = std::string(kept);
  text_.clear();
  spans_.clear();
}

}  // namespace docexport
