#include "documents/docx_reader.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "documents/content_start.hpp"
#include "documents/docx_content.hpp"
#include "documents/docx_notes.hpp"
#include "documents/docx_text_target.hpp"
#include "documents/docx_walker.hpp"
#include "documents/opc_package.hpp"
#include "documents/zip_archive.hpp"

namespace docexport {
namespace {

/// The document itself: blocks and tables as they come.
class SinkTarget : public DocxTarget {
 public:
  explicit SinkTarget(ContentSink& sink) : sink_(sink) {}

  void block(const Block& block) override { sink_.block(block); }
  void table(const TableStart& start, const std::vector<Row>& rows) override {
    sink_.begin_table(start);
    for (const Row& row : rows) {
      sink_.table_row(row);
    }
    sink_.end_table();
  }

 private:
  ContentSink& sink_;
};

/// The headers or footers of all sections, in the order of the sections; each part once.
std::vector<std::string> furniture_parts(pugi::xml_node body, const Relationships& relationships,
                                         std::string_view reference) {
  std::vector<std::string> parts;
  std::set<std::string> seen;
  const auto add_section = [&](pugi::xml_node section) {
    for (const pugi::xml_node node : section.children()) {
      const Relationship* const target =
          local_name(node) == reference ? find_relationship(relationships, xml_prefixed_value(node, "id")) : nullptr;
      if (target != nullptr && seen.insert(target->target).second) {
        parts.push_back(target->target);
      }
    }
  };
  for (const pugi::xml_node node : body.children()) {
    const bool is_section = local_name(node) == "sectPr";
    add_section(is_section ? node : xml_child(xml_child(node, "pPr"), "sectPr"));
  }
  return parts;
}

/// Headers and footers are read as lines; a line that was there before is not repeated.
class Furniture {
 public:
  Furniture(DocxState& state, BlockLabel label) : state_(state), label_(label) {}

  void push(const std::string& part) {
    if (!state_.package.archive().contains(part)) {
      return;
    }
    try {
      const XmlDocument document(state_.package.archive(), part, state_.package.budget());
      DocxTextTarget target;
      read_story(state_, document.root(), state_.package.relationships(part), target);
      const std::string text = target.take_text();
      if (!text.empty() && texts_.insert(text).second) {
        state_.sink.block({.label = label_, .text = text});
      }
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) {
        throw;
      }
      state_.warnings.add(fmt::format("The part {} is damaged and was not read", part));
    }
  }

 private:
  DocxState& state_;
  BlockLabel label_;
  std::set<std::string> texts_{};
};

/// A part that makes the text readable better, but is not the text: without it, it is read nevertheless.
template <typename Load>
void load_part(DocxState& state, std::string_view type, Load load) {
  const std::string part = target_of_type(state.relationships, type);
  if (part.empty() || !state.package.archive().contains(part)) {
    return;
  }
  try {
    const XmlDocument document(state.package.archive(), part, state.package.budget());
    state.warnings.add(document.fault());
    load(document.root());
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    state.warnings.add(fmt::format("The part {} is damaged; the document was read without it", part));
  }
}

int count_images(const Relationships& relationships) {
  return static_cast<int>(std::count_if(relationships.begin(), relationships.end(),
                                        [](const Relationship& relationship) { return relationship.type == "image"; }));
}

void push_furniture(DocxState& state, pugi::xml_node body, BlockLabel label) {
  const bool is_header = label == BlockLabel::page_header;
  Furniture furniture(state, label);
  const Relationships relationships = state.relationships;
  for (const std::string& part :
       furniture_parts(body, relationships, is_header ? "headerReference" : "footerReference")) {
    furniture.push(part);
  }
}

}  // namespace

void read_docx(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  ReadingBudget budget(request.limits, source.name());
  ZipArchive archive(source, budget);
  OpcPackage package(archive, budget);
  DocxState state{.package = package, .sink = sink};
  state.part = package.main_part("word/document.xml");
  const XmlDocument document(archive, state.part, budget);
  const pugi::xml_node body = xml_child(document.root(), "body");
  if (!body) {
    throw Error(ErrorKind::input, fmt::format("{} is damaged: its part {} has no text; get the file again, or save it "
                                              "anew",
                                              source.name(), state.part));
  }
  state.warnings.add(document.fault());
  state.relationships = package.relationships(state.part);
  load_part(state, "styles", [&state](pugi::xml_node root) { state.styles.load(root); });
  load_part(state, "numbering", [&state](pugi::xml_node root) { state.numbering.load(root); });
  Metadata metadata = package.metadata();
  metadata.language = metadata.language.empty() ? state.styles.language() : metadata.language;
  metadata.image_count = count_images(state.relationships);
  start_content(metadata, request.fields, sink);

  push_furniture(state, body, BlockLabel::page_header);
  SinkTarget target(sink);
  DocxWalker(state, target).walk(body);
  const Relationships relationships = state.relationships;
  push_notes(state, relationships);
  try {
    push_comments(state, relationships);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    state.warnings.add("The comments are damaged and were not read");
  }
  push_furniture(state, body, BlockLabel::page_footer);
  for (const std::string& warning : archive.warnings()) {
    sink.warning(warning);
  }
  state.warnings.push(sink);
}

}  // namespace docexport
