#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "docexport/model/content_sink.hpp"
#include "documents/opc_package.hpp"
#include "documents/opc_warnings.hpp"
#include "documents/pptx_geometry.hpp"
#include "documents/pptx_layouts.hpp"

namespace docexport {

/// Reads the shapes of one slide, in the order of the slide's tree. It calls itself as deep as groups are nested.
class PptxSlide {
 public:
  PptxSlide(OpcPackage& package, ContentSink& sink, OpcWarnings& warnings, int page_no)
      : package_(package), sink_(sink), warnings_(warnings), page_no_(page_no) {}

  void read(pugi::xml_node slide, const Relationships& relationships, const Layout& layout);
  /// The text of the notes below the slide, as a footnote.
  void read_notes(pugi::xml_node notes, const Relationships& relationships);

  // What charts and diagrams are pushed through.
  void block(Block block);
  void table(TableStart start, const std::vector<Row>& rows);

 private:
  void read_tree(pugi::xml_node tree, const GroupTransform& transform);
  void read_shape_or_group(pugi::xml_node node, const GroupTransform& transform);
  void read_shape(pugi::xml_node shape, const GroupTransform& transform);
  void push_title(pugi::xml_node body);
  void read_picture(pugi::xml_node picture, const GroupTransform& transform);
  void read_frame(pugi::xml_node frame, const GroupTransform& transform);
  void read_graphic(pugi::xml_node graphic, const std::string& alternative_text);
  void read_table(pugi::xml_node table);
  [[nodiscard]] Row read_row(pugi::xml_node row);

  OpcPackage& package_;
  ContentSink& sink_;
  OpcWarnings& warnings_;
  int page_no_;
  const Relationships* relationships_ = nullptr;
  const Layout* layout_ = nullptr;
  std::optional<BoundingBox> box_{};  // of the shape that is being read
};

}  // namespace docexport
