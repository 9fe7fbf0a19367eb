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
bool is_in_printed_field(pugi::xml_node text, pugi::xml_node paragraph) {
  for (pugi::xml_node node = text; node != paragraph; node = node.parent()) {
    const std::string_view name = local_name(node);
    if (name == "page-number" || name == "page-count" || name == "sheet-name" || name == "date" || name == "time" ||
        name == "title" || name == "file-name") {
      return true;
    }
  }
  return false;
}

/// The paragraph's text, if it says more than fields do.
std::string printed_line(pugi::xml_node paragraph) {
  std::string line;
  bool has_words = false;
  for (pugi::xml_node text = paragraph.first_child(); text; text = xml_next(text, paragraph)) {
    if (text.type() == pugi::node_pcdata) {
      append_odf_text(line, text.value());
      has_words = has_words || (!trim(text.value()).empty() && !is_in_printed_field(text, paragraph));
    }
  }
  return has_words ? std::string(trim(line)) : std::string();
}

std::string printed_text(pugi::xml_node part) {
  std::string text;
  for (pugi::xml_node node = part.first_child(); node; node = xml_next(node, part)) {
    const std::string line = local_name(node) == "p" ? printed_line(node) : std::string();
    text += text.empty() || line.empty() ? "" : "\n";
    text += line;
  }
  return text;
}

class OdsFurniture {
 public:
  explicit OdsFurniture(ContentSink& sink) : sink_(&sink) {}

  void push_page(pugi::xml_node page) {
    for (const pugi::xml_node part : page.children()) {
      const std::string_view name = local_name(part);
      const bool is_header = name.starts_with("header");
      if ((is_header || name.starts_with("footer")) && xml_value(part, "display") != "false") {
        push(is_header ? BlockLabel::page_header : BlockLabel::page_footer, printed_text(part));
      }
    }
  }

 private:
  void push(BlockLabel label, const std::string& text) {
    if (!text.empty() && seen_.emplace(label, text).second) {
      sink_->block({.label = label, .text = text});
    }
  }

  ContentSink* sink_;
  std::set<std::pair<BlockLabel, std::string>> seen_{};
};

}  // namespace

void push_ods_furniture(ZipArchive& archive, const ReadingBudget& budget, const std::set<std::string>& master_pages,
                        ContentSink& sink) {
  if (!archive.contains("styles.xml")) {
    return;
  }
  try {
    const XmlDocument styles(archive, "styles.xml", budget, XmlText::mixed);
    OdsFurniture furniture(sink);
    for (const pugi::xml_node page : xml_child(styles.root(), "master-styles").children()) {
      if (master_pages.contains(std::string(xml_value(page, "name")))) {
        furniture.push_page(page);
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
