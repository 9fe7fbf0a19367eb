#include "documents/xlsx_drawing.hpp"

#include <utility>

#include "docexport/base/text.hpp"

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
  return std::string(trim(description.empty() ? xml_value(properties, "title") : description));
}

class DrawingBlocks {
 public:
  DrawingBlocks(OpcPackage& package, const std::string& part)
      : package_(&package), relationships_(package.relationships(part)) {}

  /// The object of one anchor, or a group of objects.
  void add(pugi::xml_node object) {
    const std::string_view name = local_name(object);
    if (name == "pic") {
      add_picture(object_description(object));
      ++drawing_.pictures;
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

  XlsxDrawing take() { return std::move(drawing_); }

 private:
  void add_frame(pugi::xml_node frame) {
    const pugi::xml_node chart = find_below(frame, "chart");
    const Relationship* const target = find_relationship(relationships_, xml_prefixed_value(chart, "id"));
    if (target != nullptr && !target->external && package_->archive().contains(target->target)) {
      const XmlDocument document = package_->xml(target->target);
      const pugi::xml_node title = xml_child(xml_child(document.root(), "chart"), "title");
      add_text(BlockLabel::caption, drawing_text(title));
      ++drawing_.charts;
    }
    add_picture(object_description(frame));
  }

  void add_picture(std::string text) {
    drawing_.blocks.push_back({.label = BlockLabel::picture, .text = std::move(text)});
  }

  void add_text(BlockLabel label, std::string text) {
    if (!text.empty()) {
      drawing_.blocks.push_back({.label = label, .text = std::move(text)});
    }
  }

  OpcPackage* package_;
  Relationships relationships_;
  XlsxDrawing drawing_{};
};

}  // namespace

XlsxDrawing read_xlsx_drawing(OpcPackage& package, const std::string& part) {
  const XmlDocument document = package.xml(part);
  DrawingBlocks blocks(package, part);
  for (const pugi::xml_node anchor : document.root().children()) {
    for (const pugi::xml_node object : anchor.children()) {
      blocks.add(object);
    }
  }
  return blocks.take();
}

}  // namespace docexport
