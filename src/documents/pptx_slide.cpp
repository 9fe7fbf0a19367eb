#include "documents/pptx_slide.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "documents/docx_styles.hpp"
#include "documents/opc_chart.hpp"
#include "documents/opc_diagram.hpp"
#include "documents/opc_text.hpp"
#include "documents/pptx_text.hpp"

namespace docexport {
namespace {

constexpr int widest_slide_span = 16384;

/// What a shape is called for those who do not see it.
std::string description_of(pugi::xml_node shape) {
  for (const pugi::xml_node properties : shape.children()) {
    if (local_name(properties).starts_with("nv")) {
      return useful_description(xml_value(xml_child(properties, "cNvPr"), "descr"));
    }
  }
  return {};
}

bool has_media(pugi::xml_node picture) {
  const pugi::xml_node properties = xml_child(xml_child(picture, "nvPicPr"), "nvPr");
  return xml_child(properties, "videoFile") || xml_child(properties, "audioFile") ||
         xml_child(properties, "wavAudioFile") || xml_child(properties, "quickTimeFile");
}

bool is_merged(pugi::xml_node cell) {
  return xml_value(cell, "hMerge") == "1" || xml_value(cell, "vMerge") == "1" || xml_value(cell, "hMerge") == "true" ||
         xml_value(cell, "vMerge") == "true";
}

int span_of(pugi::xml_node cell, std::string_view attribute) {
  return std::clamp(number_value(cell, attribute).value_or(1), 1, widest_slide_span);
}

}  // namespace

void PptxSlide::block(Block block) {
  if (box_) {
    block.position = Position{.page_no = page_no_, .box = *box_};
  } else {
    block.position = Position{.page_no = page_no_};
  }
  sink_.block(block);
}

void PptxSlide::table(TableStart start, const std::vector<Row>& rows) {
  start.position = Position{.page_no = page_no_, .box = box_.value_or(BoundingBox{})};
  sink_.begin_table(start);
  for (const Row& row : rows) {
    sink_.table_row(row);
  }
  sink_.end_table();
}

void PptxSlide::read(pugi::xml_node slide, const Relationships& relationships, const Layout& layout) {
  relationships_ = &relationships;
  layout_ = &layout;
  read_tree(xml_child(xml_child(slide, "cSld"), "spTree"), {});
}

void PptxSlide::read_notes(pugi::xml_node notes, const Relationships& relationships) {
  std::string text;
  for (const pugi::xml_node shape : xml_child(xml_child(notes, "cSld"), "spTree").children()) {
    const std::optional<Placeholder> placeholder = read_placeholder(shape);
    const std::string part = placeholder && placeholder->type == "body"
                                 ? plain_slide_text(xml_child(shape, "txBody"), relationships)
                                 : std::string();
    text += text.empty() || part.empty() ? "" : "\n";
    text += part;
  }
  if (!text.empty()) {
    box_.reset();
    block({.label = BlockLabel::footnote, .text = text});
  }
}

void PptxSlide::read_tree(pugi::xml_node tree, const GroupTransform& transform) {
  for (const pugi::xml_node node : tree.children()) {
    read_shape_or_group(node, transform);
  }
}

void PptxSlide::read_shape_or_group(pugi::xml_node node, const GroupTransform& transform) {
  const std::string_view name = local_name(node);
  if (name == "sp" || name == "cxnSp") {
    read_shape(node, transform);
  } else if (name == "grpSp") {
    read_tree(node, transform.inside(xml_child(node, "grpSpPr")));
  } else if (name == "pic") {
    read_picture(node, transform);
  } else if (name == "graphicFrame") {
    read_frame(node, transform);
  } else if (name == "contentPart") {
    warnings_.add(Omitted::unknown_object);
  } else if (name == "AlternateContent") {
    const pugi::xml_node choice = xml_child(node, "Choice");
    const pugi::xml_node fallback = xml_child(node, "Fallback");
    // Ink has a picture of it for those that do not know ink.
    const bool is_unknown = xml_child(choice, "contentPart") && fallback;
    read_tree(choice && !is_unknown ? choice : fallback, transform);
  }
}

void PptxSlide::read_shape(pugi::xml_node shape, const GroupTransform& transform) {
  const pugi::xml_node body = xml_child(shape, "txBody");
  std::optional<Placeholder> placeholder = read_placeholder(shape);
  box_ = transform.box(xml_child(xml_child(shape, "spPr"), "xfrm"));
  BulletLevels bullets = read_bullet_levels(xml_child(body, "lstStyle"));
  if (placeholder) {
    layout_->complete(*placeholder);
    bullets = placeholder->bullets;
    box_ = box_ ? box_ : placeholder->box;
    if (is_title_type(placeholder->type)) {
      return push_title(body);
    }
  } else {
    inherit_bullets(bullets, layout_->other_bullets);
  }
  const std::string_view type = placeholder ? std::string_view(placeholder->type) : std::string_view();
  const bool is_footer = type == "ftr" || type == "dt" || type == "sldNum";
  for (SlideParagraph& paragraph : read_slide_text(body, *relationships_, bullets)) {
    if (is_footer || type == "hdr") {
      paragraph.block = {.label = is_footer ? BlockLabel::page_footer : BlockLabel::page_header,
                         .text = paragraph.block.text};
    }
    block(std::move(paragraph.block));
  }
}

void PptxSlide::push_title(pugi::xml_node body) {
  Block title{.label = BlockLabel::section_header, .level = 1};
  for (const SlideParagraph& paragraph : read_slide_text(body, *relationships_, {})) {
    title.text += title.text.empty() ? "" : " ";
    title.text += paragraph.block.text;
  }
  std::replace(title.text.begin(), title.text.end(), '\n', ' ');
  if (!title.text.empty()) {
    block(std::move(title));
  }
}

void PptxSlide::read_picture(pugi::xml_node picture, const GroupTransform& transform) {
  box_ = transform.box(xml_child(xml_child(picture, "spPr"), "xfrm"));
  warnings_.add(Omitted::media, has_media(picture) ? 1 : 0);
  const pugi::xml_node image = xml_child(xml_child(picture, "blipFill"), "blip");
  const std::string_view embedded = xml_prefixed_value(image, "embed");
  const Relationship* const relationship =
      find_relationship(*relationships_, embedded.empty() ? xml_prefixed_value(image, "link") : embedded);
  if (relationship == nullptr || (!relationship->external && !package_.archive().contains(relationship->target))) {
    warnings_.add(Omitted::missing_picture);
    return;
  }
  Block described{.label = BlockLabel::picture, .text = description_of(picture)};
  const std::string url = relationship->external ? useful_picture_url(relationship->target) : std::string();
  if (!url.empty()) {
    described.spans.push_back({.begin = 0, .end = described.text.size(), .image = url});
  }
  block(std::move(described));
}

void PptxSlide::read_frame(pugi::xml_node frame, const GroupTransform& transform) {
  box_ = transform.box(xml_child(frame, "xfrm"));
  read_graphic(xml_child(xml_child(frame, "graphic"), "graphicData"), description_of(frame));
}

void PptxSlide::read_graphic(pugi::xml_node graphic, const std::string& alternative_text) {
  for (const pugi::xml_node node : graphic.children()) {
    const std::string_view name = local_name(node);
    if (name == "tbl") {
      read_table(node);
    } else if (name == "chart") {
      const Relationship* const target = find_relationship(*relationships_, xml_prefixed_value(node, "id"));
      const std::optional<Chart> chart = read_chart(package_, target == nullptr ? "" : target->target);
      if (chart) {
        push_chart(*chart, alternative_text, *this);
      } else {
        warnings_.add(Omitted::missing_chart);
      }
    } else if (name == "relIds") {
      const Relationship* const target = find_relationship(*relationships_, xml_prefixed_value(node, "dm"));
      const std::vector<DiagramPoint> points = read_diagram(package_, target == nullptr ? "" : target->target);
      push_diagram(points, *this);
      warnings_.add(Omitted::missing_diagram, points.empty() ? 1 : 0);
    } else if (name == "oleObj") {
      warnings_.add(Omitted::embedded_object);
      read_tree(node, {});
    } else if (name == "AlternateContent") {
      const pugi::xml_node fallback = xml_child(node, "Fallback");
      read_graphic(fallback ? fallback : xml_child(node, "Choice"), alternative_text);
    } else {
      warnings_.add(Omitted::unknown_object);
    }
  }
}

void PptxSlide::read_table(pugi::xml_node table_node) {
  std::vector<Row> rows;
  for (const pugi::xml_node node : table_node.children()) {
    if (local_name(node) == "tr") {
      rows.push_back(read_row(node));
    }
  }
  if (!rows.empty()) {
    table({.header_rows = rows.size() > 1 ? 1 : 0}, rows);
  }
}

Row PptxSlide::read_row(pugi::xml_node row) {
  Row cells;
  for (const pugi::xml_node cell : row.children()) {
    if (local_name(cell) != "tc" || is_merged(cell)) {
      continue;
    }
    cells.push_back({.text = plain_slide_text(xml_child(cell, "txBody"), *relationships_),
                     .column_span = span_of(cell, "gridSpan"),
                     .row_span = span_of(cell, "rowSpan")});
    package_.budget().take_cells(static_cast<std::uint64_t>(cells.back().column_span) *
                                 static_cast<std::uint64_t>(cells.back().row_span));
  }
  return cells;
}

}  // namespace docexport
