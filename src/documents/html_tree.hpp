#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <gumbo.h>

#include "documents/html_memory.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// A page of HTML as gumbo parses it.
class HtmlTree {
 public:
  /// `text` is valid UTF-8; `name` is for messages. Throws Error (`limit`) when elements are nested too deep or the
  /// tree grows too large.
  HtmlTree(std::string text, const std::string& name, const ReadingBudget& budget);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  /// The element `html`.
  [[nodiscard]] const GumboNode& root() const noexcept { return *root_; }
  [[nodiscard]] std::size_t text_bytes() const noexcept { return text_.size(); }

 private:
  std::string text_;  // the tree points into it
  std::unique_ptr<HtmlMemory> memory_;
  const GumboNode* root_ = nullptr;
};

inline bool is_element(const GumboNode& node) {
  return node.type == GUMBO_NODE_ELEMENT;
}

inline bool is_element(const GumboNode& node, GumboTag tag) {
  return is_element(node) && node.v.element.tag == tag;
}

/// What the node says to a reader: text, with the references decoded. Empty for elements and comments.
inline std::string_view text_of(const GumboNode& node) {
  const bool is_text =
      node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
  return is_text ? std::string_view(node.v.text.text) : std::string_view();
}

/// The attribute's value; a null pointer when the element has none of that name (lower case).
std::string_view attribute(const GumboElement& element, const char* name);
bool has_attribute(const GumboElement& element, const char* name);
/// Whether `word` is among the value's words, whatever their case.
bool has_word(std::string_view value, std::string_view word);

enum class Visit { inside, past };

/// Calls enter(node) for the node and all below it in the document's order, and leave(node) after the inside of each
/// element for which enter gave Visit::inside. Depth costs memory, not stack.
template <typename Enter, typename Leave>
void walk_html(const GumboNode& top, Enter enter, Leave leave) {
  struct Place {
    const GumboNode* node = nullptr;
    unsigned next = 0;
  };
  if (enter(top) == Visit::past || !is_element(top)) {
    return;
  }
  std::vector<Place> path{{.node = &top}};
  while (!path.empty()) {
    const GumboVector& children = path.back().node->v.element.children;
    if (path.back().next == children.length) {
      leave(*path.back().node);
      path.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(children.data[path.back().next++]);
    if (enter(*child) == Visit::inside && is_element(*child)) {
      path.push_back({.node = child});
    }
  }
}

template <typename Enter>
void walk_html(const GumboNode& top, Enter enter) {
  walk_html(top, enter, [](const GumboNode&) {});
}

/// All text below the node, without that of scripts and styles, its white space collapsed.
std::string collapsed_text(const GumboNode& node);
/// The text with each run of white space made one blank, and none at its ends.
std::string collapse_white_space(std::string_view text);
bool is_html_space(char character);

}  // namespace docexport
