#include <unordered_map>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/spreadsheet_sheets.hpp"
#include "documents/xlsx_drawing.hpp"

namespace docexport {
namespace {

// What Excel writes for older versions in place of a thread, which it keeps in a part of its own.
constexpr std::string_view thread_author = "tc=";

std::string rich_text(pugi::xml_node top) {
  std::string text;
  for (pugi::xml_node node = top.first_child(); node; node = xml_next(node, top)) {
    if (local_name(node) == "t" && local_name(node.parent()) != "rPh") {
      text += xml_text(node);
    }
  }
  return std::string(trim(text));
}

void add_notes(OpcPackage& package, const std::string& part, bool has_threads, std::vector<Block>& blocks) {
  const XmlDocument document = package.xml(part);
  std::vector<std::string_view> authors;
  for (const pugi::xml_node author : xml_child(document.root(), "authors")) {
    authors.push_back(trim(xml_text(author)));
  }
  for (const pugi::xml_node comment : xml_child(document.root(), "commentList")) {
    const std::size_t index = pugi::xml_node(comment).attribute("authorId").as_uint();
    const std::string_view author = index < authors.size() ? authors[index] : std::string_view();
    const std::string text = rich_text(xml_child(comment, "text"));
    if (!text.empty() && !(has_threads && author.starts_with(thread_author))) {
      blocks.push_back(comment_block(author.starts_with(thread_author) ? std::string_view() : author,
                                     xml_value(comment, "ref"), text));
    }
  }
}

using Names = std::unordered_map<std::string, std::string>;

Names person_names(OpcPackage& package) {
  Names names;
  const Relationships relationships = package.relationships(package.main_part("xl/workbook.xml"));
  const std::string part = target_of_type(relationships, "person");
  if (part.empty() || !package.archive().contains(part)) {
    return names;
  }
  const XmlDocument document = package.xml(part);
  for (const pugi::xml_node person : document.root().children()) {
    names.emplace(xml_value(person, "id"), xml_value(person, "displayName"));
  }
  return names;
}

void add_threads(OpcPackage& package, const std::string& part, std::vector<Block>& blocks) {
  const XmlDocument document = package.xml(part);
  const Names names = person_names(package);
  for (const pugi::xml_node comment : document.root().children()) {
    const auto author = names.find(std::string(xml_value(comment, "personId")));
    const std::string_view text = trim(xml_text(xml_child(comment, "text")));
    if (!text.empty()) {
      blocks.push_back(
          comment_block(author == names.end() ? std::string_view() : author->second, xml_value(comment, "ref"), text));
    }
  }
}

}  // namespace

std::vector<Block> read_xlsx_comments(OpcPackage& package, const Relationships& sheet_relationships) {
  std::vector<Block> blocks;
  const std::string notes = target_of_type(sheet_relationships, "comments");
  const std::string threads = target_of_type(sheet_relationships, "threadedComment");
  const bool has_threads = !threads.empty() && package.archive().contains(threads);
  if (!notes.empty() && package.archive().contains(notes)) {
    add_notes(package, notes, has_threads, blocks);
  }
  if (has_threads) {
    add_threads(package, threads, blocks);
  }
  return blocks;
}

}  // namespace docexport
