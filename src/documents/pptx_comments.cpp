#include "documents/pptx_comments.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/opc_comment.hpp"

namespace docexport {
namespace {

bool is_comment_or_answer(std::string_view name) {
  return name == "cm" || name == "reply";
}

/// Of the comment itself, without its answers; a line for each paragraph.
std::string slide_comment_text(pugi::xml_node comment) {
  const pugi::xml_node plain = xml_child(comment, "text");
  const pugi::xml_node body = plain ? plain : xml_child(comment, "txBody");
  std::string text(plain ? xml_text(plain) : std::string_view());
  for (pugi::xml_node node = body.first_child(); node; node = xml_next(node, body)) {
    const std::string_view name = local_name(node);
    if ((name == "p" && !text.empty()) || name == "br") {
      text += '\n';
    } else if (name == "t") {
      text += xml_text(node);
    }
  }
  return std::string(trim(text));
}

}  // namespace

PptxComments::PptxComments(OpcPackage& package, const Relationships& presentation) : package_(package) {
  for (const Relationship& relationship : presentation) {
    if (relationship.type == "commentAuthors" || relationship.type == "authors") {
      load_authors(relationship.target);
    }
  }
}

void PptxComments::load_authors(const std::string& part) {
  if (!package_.archive().contains(part)) {
    return;
  }
  try {
    const XmlDocument document = package_.xml(part);
    for (const pugi::xml_node author : document.root().children()) {
      authors_.emplace(xml_value(author, "id"), trim(xml_value(author, "name")));
    }
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
  }
}

std::vector<Block> PptxComments::of_slide(const Relationships& slide, int page_no) {
  std::vector<Block> blocks;
  for (const Relationship& relationship : slide) {
    if (relationship.type != "comments" || !package_.archive().contains(relationship.target)) {
      continue;
    }
    const XmlDocument document = package_.xml(relationship.target);
    const pugi::xml_node top = document.root();
    for (pugi::xml_node node = top.first_child(); node; node = xml_next(node, top)) {
      const std::string text = is_comment_or_answer(local_name(node)) ? slide_comment_text(node) : std::string();
      if (text.empty()) {
        continue;
      }
      const auto author = authors_.find(xml_value(node, "authorId"));
      blocks.push_back(office_comment(author == authors_.end() ? std::string_view() : author->second,
                                      fmt::format("slide: {}", page_no), text));
      blocks.back().position = Position{.page_no = page_no};
    }
  }
  return blocks;
}

}  // namespace docexport
