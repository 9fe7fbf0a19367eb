#include "documents/ods_furniture.hpp"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/odf_text.hpp"
#include "documents/xml_document.hpp"

namespace docexport {
namespace {

/// What is inside of a field like the page's number, which only printing knows.
bool is_in_printed_field(pugi::xml_node node, pugi::xml_node top) {
  for (; node != top; node = node.parent()) {
    const std::string_view name = local_name(node);
    if (name == "page-number" || name == "page-count" || name == "sheet-name" || name == "date" || name == "time" ||
        name == "title" || name == "file-name") {
      return true;
    }
  }
  return false;
}

/// A line for each paragraph that says more than fields do.
std::string printed_text(pugi::xml_node part) {
  std::string text;
  for (pugi::xml_node node = part.first_child(); node; node = xml_next(node, part)) {
    if (local_name(node) != "p") {
      continue;
    }
    std::string line;
    bool has_words = false;
    for (pugi::xml_node piece = node.first_child(); piece; piece = xml_next(piece, node)) {
      if (piece.type() == pugi::node_pcdata) {
        append_odf_text(line, piece.value());
        has_words = has_words || (!trim(piece.value()).empty() && !is_in_printed_field(piece, node));
      }
    }
    if (has_words) {
      text += text.empty() ? "" : "\n";
      text += trim(line);
    }
  }
  return text;
}

}  // namespace

void push_ods_furniture(ZipArchive& archive, const ReadingBudget& budget, const std::set<std::string>& master_pages,
                        ContentSink& sink) {
  if (!archive.contains("styles.xml")) {
    return;
  }
  try {
    const XmlDocument styles(archive, "styles.xml", budget, XmlText::mixed);
    std::set<std::pair<BlockLabel, std::string>> seen;
    for (const pugi::xml_node page : xml_child(styles.root(), "master-styles").children()) {
      const bool is_used = master_pages.contains(std::string(xml_value(page, "name")));
      for (const pugi::xml_node part : page.children()) {
        const std::string_view name = local_name(part);
        const bool is_header = name.starts_with("header");
        const bool is_shown = is_used && xml_value(part, "display") != "false";
        const BlockLabel label = is_header ? BlockLabel::page_header : BlockLabel::page_footer;
        std::string text = is_shown && (is_header || name.starts_with("footer")) ? printed_text(part) : std::string();
        if (!text.empty() && seen.emplace(label, text).second) {
          sink.block({.label = label, .text = std::move(text)});
        }
      }
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    sink.warning(fmt::format("The headers and footers were not read: {}", error.what()));
  }
}

}  // namespace docexport
