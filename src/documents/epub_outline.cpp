#include "documents/epub_outline.hpp"

#include <fmt/format.h>

#include "documents/html_charset.hpp"
#include "documents/html_tags.hpp"
#include "documents/html_tree.hpp"
#include "documents/limits.hpp"
#include "documents/xml_document.hpp"

namespace docexport {
namespace {

const GumboNode* find_contents(const GumboNode& root) {
  const GumboNode* found = nullptr;
  walk_html(root, [&found](const GumboNode& node) {
    const bool is_contents = is_element(node, GUMBO_TAG_NAV) && has_word(attribute(node.v.element, "epub:type"), "toc");
    found = found == nullptr && is_contents ? &node : found;
    return Visit::inside;
  });
  return found;
}

/// What an entry is called: the text of its link, or of what stands for one.
void add_points(pugi::xml_node parent, int level, std::vector<OutlineEntry>& outline) {
  for (const pugi::xml_node point : parent.children()) {
    if (local_name(point) == "navPoint") {
      outline.push_back({.level = level, .title = collapse_white_space(xml_deep_text(xml_child(point, "navLabel")))});
      add_points(point, level + 1, outline);
    }
  }
}

}  // namespace

std::vector<OutlineEntry> read_epub_navigation(ZipArchive& archive, const std::string& path,
                                               const ReadingBudget& budget) {
  const HtmlTree tree(expand_empty_elements(decode_html(archive.read(path, max_html_bytes))),
                      fmt::format("{}: {}", archive.document_name(), path), budget);
  std::vector<OutlineEntry> outline;
  const GumboNode* const contents = find_contents(tree.root());
  if (contents == nullptr) {
    return outline;
  }
  int level = 0;
  const auto enter = [&](const GumboNode& node) {
    level += is_element(node, GUMBO_TAG_OL) ? 1 : 0;
    const bool is_entry = level > 0 && (is_element(node, GUMBO_TAG_A) || is_element(node, GUMBO_TAG_SPAN));
    if (is_entry) {
      outline.push_back({.level = level, .title = collapsed_text(node)});
    }
    return is_entry ? Visit::past : Visit::inside;
  };
  walk_html(*contents, enter, [&](const GumboNode& node) { level -= is_element(node, GUMBO_TAG_OL) ? 1 : 0; });
  return outline;
}

std::vector<OutlineEntry> read_epub_contents(ZipArchive& archive, const std::string& path,
                                             const ReadingBudget& budget) {
  const XmlDocument document(archive, path, budget);
  std::vector<OutlineEntry> outline;
  add_points(xml_child(document.root(), "navMap"), 1, outline);
  return outline;
}

}  // namespace docexport
