#include "documents/xlsx_drawing.hpp"

#include <optional>
#include <utility>

#include "docexport/base/text.hpp"
#include "documents/opc_chart.hpp"
#include "documents/opc_text.hpp"

namespace docexport {
namespace {

/// The first element of that name below the node, however deep.
pugi::xml_node find_below(pugi::xml_node top, std::string_view name) {
  for (pugi::xml_node node = top.first_child(); node; node = xml_next(node, top)) {
    if (local_name(node) == name) {
      return node;
    }
  }
  return {};
}

/// The text of DrawingML below the node, a line for each paragraph.
std::string drawing_text(pugi::xml_node top) {
  std::string text;
  for (pugi::xml_node node = top.first_child(); node; node = xml_next(node, top)) {
    const std::string_view name = local_name(node);
    const bool begins_line = name == "br" || (name == "p" && !text.empty());
    if (begins_line) {
      text += '\n';
    } else if (name == "t") {
      text += xml_text(node);
    }
  }
  return std::string(trim(text));
}

std::string object_description(pugi::xml_node object) {
  const pugi::xml_node properties = find_below(object, "cNvPr");
  const std::string_view description = xml_value(properties, "descr");
  return useful_description(description.empty() ? xml_value(properties, "title") : description);
}

class DrawingReading {
 public:
  DrawingReading(OpcPackage& package, const std::string& part, const std::string& sheet, ContentSink& sink)
      : package_(&package), relationships_(package.relationships(part)), sheet_(&sheet), sink_(&sink) {}

  /// The object of one anchor, or a group of objects.
  void add(pugi::xml_node object) {
    const std::string_view name = local_name(object);
    if (name == "pic") {
      add_picture(object_description(object));
    } else if (name == "graphicFrame") {
      add_frame(object);
    } else if (name == "sp" || name == "cxnSp") {
      add_text(BlockLabel::text, drawing_text(find_below(object, "txBody")));
    } else if (name == "grpSp" || name == "AlternateContent" || name == "Choice") {
      for (const pugi::xml_node child : object.children()) {
        add(child);
      }
    }
  }

  // What charts are pushed through.
  void block(const Block& block) { sink_->block(block); }
  void table(TableStart start, const std::vector<Row>& rows) {
    start.sheet = *sheet_;
    sink_->begin_table(start);
    for (const Row& row : rows) {
      sink_->table_row(row);
    }
    sink_->end_table();
  }

 private:
  void add_frame(pugi::xml_node frame) {
    const Relationship* const target =
        find_relationship(relationships_, xml_prefixed_value(find_below(frame, "chart"), "id"));
    std::optional<Chart> chart;
    if (target != nullptr && !target->external) {
      chart = read_chart(*package_, target->target);
    }
    if (!chart) {
      return add_picture(object_description(frame));
    }
    if (chart->shows_cells) {
      chart->rows.clear();
    }
    push_chart(*chart, object_description(frame), *this);
  }

  void add_picture(std::string text) { sink_->block({.label = BlockLabel::picture, .text = std::move(text)}); }

  void add_text(BlockLabel label, std::string text) {
    if (!text.empty()) {
      sink_->block({.label = label, .text = std::move(text)});
    }
  }

  OpcPackage* package_;
  Relationships relationships_;
  const std::string* sheet_;
  ContentSink* sink_;
};

}  // namespace

void push_xlsx_drawing(OpcPackage& package, const std::string& part, const std::string& sheet, ContentSink& sink) {
  const XmlDocument document = package.xml(part);
  DrawingReading reading(package, part, sheet, sink);
  for (const pugi::xml_node anchor : document.root().children()) {
    for (const pugi::xml_node object : anchor.children()) {
      reading.add(object);
    }
  }
}

}  // namespace docexport
