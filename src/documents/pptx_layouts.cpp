#include "documents/pptx_layouts.hpp"

#include "docexport/base/error.hpp"
#include "documents/pptx_geometry.hpp"
#include "documents/pptx_text.hpp"

namespace docexport {
namespace {

/// The master has one place for what layouts and slides call by several names.
std::string_view master_type(std::string_view type) {
  if (is_title_type(type)) {
    return "title";
  }
  return type == "dt" || type == "ftr" || type == "sldNum" || type == "hdr" ? type : "body";
}

const Placeholder* find_on_layout(const std::vector<Placeholder>& places, const Placeholder& wanted) {
  for (const Placeholder& place : places) {
    if (!wanted.index.empty() && place.index == wanted.index) {
      return &place;
    }
  }
  for (const Placeholder& place : places) {
    if (place.type == wanted.type || (is_title_type(place.type) && is_title_type(wanted.type))) {
      return &place;
    }
  }
  return nullptr;
}

void take_over(Placeholder& own, const Placeholder& base) {
  inherit_bullets(own.bullets, base.bullets);
  if (!own.box) {
    own.box = base.box;
  }
}

/// The placeholders of a layout or master; groups in them are decoration.
std::vector<Placeholder> read_places(pugi::xml_node root) {
  std::vector<Placeholder> places;
  for (const pugi::xml_node shape : xml_child(xml_child(root, "cSld"), "spTree").children()) {
    std::optional<Placeholder> place = read_placeholder(shape);
    if (place) {
      place->box = GroupTransform{}.box(xml_child(xml_child(shape, "spPr"), "xfrm"));
      places.push_back(std::move(*place));
    }
  }
  return places;
}

/// Shapes that fill no place: what they say stands on every slide.
void add_texts_of(pugi::xml_node tree, const Relationships& relationships, const GroupTransform& transform,
                  std::vector<Block>& texts) {
  for (const pugi::xml_node shape : tree.children()) {
    if (local_name(shape) == "grpSp") {
      add_texts_of(shape, relationships, transform.inside(xml_child(shape, "grpSpPr")), texts);
    } else if (local_name(shape) == "sp" && !read_placeholder(shape)) {
      const std::string text = plain_slide_text(xml_child(shape, "txBody"), relationships);
      const std::optional<BoundingBox> box = transform.box(xml_child(xml_child(shape, "spPr"), "xfrm"));
      if (!text.empty()) {
        texts.push_back({.text = text, .position = Position{.box = box.value_or(BoundingBox{})}});
      }
    }
  }
}

bool shows_master(pugi::xml_node layout) {
  const std::string_view shown = xml_value(layout, "showMasterSp");
  return shown != "0" && shown != "false";
}

}  // namespace

bool is_title_type(std::string_view type) {
  return type == "title" || type == "ctrTitle";
}

std::optional<Placeholder> read_placeholder(pugi::xml_node shape) {
  for (const pugi::xml_node properties : shape.children()) {
    // nvSpPr, nvPicPr, nvGraphicFramePr
    const pugi::xml_node place = xml_child(xml_child(properties, "nvPr"), "ph");
    if (!local_name(properties).starts_with("nv") || !place) {
      continue;
    }
    Placeholder placeholder{.index = std::string(xml_value(place, "idx"))};
    const std::string_view type = xml_value(place, "type");
    placeholder.type = type.empty() ? "obj" : std::string(type);
    placeholder.bullets = read_bullet_levels(xml_child(xml_child(shape, "txBody"), "lstStyle"));
    return placeholder;
  }
  return std::nullopt;
}

void Layout::complete(Placeholder& placeholder) const {
  const Placeholder* const own = find_on_layout(placeholders, placeholder);
  if (own != nullptr) {
    take_over(placeholder, *own);
    if (placeholder.type == "obj") {
      placeholder.type = own->type;
    }
  }
  const std::string_view type = master_type(placeholder.type);
  for (const Placeholder& place : master_placeholders) {
    if (place.type == type) {
      take_over(placeholder, place);
      break;
    }
  }
  if (type == "body") {
    inherit_bullets(placeholder.bullets, body_bullets);
  }
}

const Layout& PptxLayouts::of_slide(const Relationships& slide) {
  const std::string part = target_of_type(slide, "slideLayout");
  std::unique_ptr<Layout>& layout = layouts_[part];
  if (layout == nullptr) {
    try {
      layout = std::make_unique<Layout>(read_layout(part));
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::input) {
        throw;
      }
      layout = std::make_unique<Layout>();
    }
  }
  return *layout;
}

Layout PptxLayouts::read_layout(const std::string& part) {
  Layout layout;
  if (part.empty() || !package_.archive().contains(part)) {
    return layout;
  }
  const XmlDocument own = package_.xml(part);
  layout.placeholders = read_places(own.root());
  add_fixed_texts(layout, own.root(), part);
  const std::string master_part = target_of_type(package_.relationships(part), "slideMaster");
  if (!package_.archive().contains(master_part)) {
    return layout;
  }
  const XmlDocument master = package_.xml(master_part);
  layout.master_placeholders = read_places(master.root());
  if (shows_master(own.root())) {
    add_fixed_texts(layout, master.root(), master_part);
  }
  const pugi::xml_node styles = xml_child(master.root(), "txStyles");
  layout.body_bullets = read_bullet_levels(xml_child(styles, "bodyStyle"));
  layout.other_bullets = read_bullet_levels(xml_child(styles, "otherStyle"));
  return layout;
}

void PptxLayouts::add_fixed_texts(Layout& layout, pugi::xml_node root, const std::string& part) {
  add_texts_of(xml_child(xml_child(root, "cSld"), "spTree"), package_.relationships(part), {}, layout.fixed_texts);
}

}  // namespace docexport
