#include "documents/xml_shape.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_parts = 100'000;
/// Of a value that is kept for the metadata.
constexpr std::size_t kept_bytes = 2000;

std::string key_of(XmlPartKind kind, std::string_view name) {
  const char mark = kind == XmlPartKind::attribute ? '@' : kind == XmlPartKind::text ? '#' : '/';
  return std::string(1, mark).append(name);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Not cut within a character.
std::string shortened(std::string_view text) {
  std::size_t size = std::min(text.size(), kept_bytes);
  while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) {
    --size;
  }
  return std::string(trim(text.substr(0, size)));
}

}  // namespace

const XmlShape* XmlShape::child(std::string_view child_name) const {
  const auto found = part_indexes.find(key_of(XmlPartKind::element, child_name));
  return found == part_indexes.end() ? nullptr : parts[found->second].shape.get();
}

bool XmlShape::has_attributes() const {
  return std::any_of(parts.begin(), parts.end(),
                     [](const XmlPart& part) { return part.kind == XmlPartKind::attribute; });
}

bool is_namespace_declaration(std::string_view attribute_name) {
  return attribute_name == "xmlns" || attribute_name.starts_with("xmlns:");
}

XmlPart& XmlShapeReader::part_of(XmlShape& shape, XmlPartKind kind, std::string_view name) {
  const auto [place, is_new] = shape.part_indexes.try_emplace(key_of(kind, name), shape.parts.size());
  if (is_new) {
    if (++parts_ > most_parts) {
      throw Error(ErrorKind::limit, fmt::format("{} has more than {} different elements and attributes, the most that "
                                                "are read; split it into several",
                                                document_name_, most_parts));
    }
    shape.parts.push_back({.kind = kind, .name = std::string(name)});
  }
  return shape.parts[place->second];
}

XmlShape& XmlShapeReader::shape_of_child(std::string_view name) {
  std::unique_ptr<XmlShape>& shape =
      open_.empty() ? root_ : part_of(*open_.back().shape, XmlPartKind::element, name).shape;
  if (!shape) {
    shape = std::make_unique<XmlShape>();
    shape->name = name;
  }
  return *shape;
}

void XmlShapeReader::begin_element(std::string_view name, const XmlAttributes& attributes) {
  XmlShape& shape = shape_of_child(name);
  ++shape.count;
  if (!open_.empty()) {
    open_.back().has_elements = true;
    open_.back().shape->has_elements = true;
    if (open_.back().has_text) {
      mark_mixed();
    }
  }
  attributes.for_each([&](std::string_view attribute_name, std::string_view value) {
    if (!is_namespace_declaration(attribute_name)) {
      XmlPart& part = part_of(shape, XmlPartKind::attribute, attribute_name);
      part.first_value = shape.count == 1 ? shortened(value) : part.first_value;
    }
  });
  open_.push_back({.shape = &shape});
}

void XmlShapeReader::text(std::string_view piece) {
  if (open_.empty()) {
    return;
  }
  Frame& frame = open_.back();
  frame.text_bytes += piece.size();
  if (frame.shape->count == 1 && frame.text.size() < kept_bytes) {
    frame.text += piece.substr(0, kept_bytes);
  }
  if (!frame.has_text && !is_blank(piece)) {
    frame.has_text = true;
    part_of(*frame.shape, XmlPartKind::text, frame.shape->name);
  }
  if (frame.has_text && frame.has_elements && !is_blank(piece)) {
    mark_mixed();
  }
}

void XmlShapeReader::mark_mixed() {
  if (open_.back().shape->is_mixed) {
    return;
  }
  open_.back().shape->is_mixed = true;
  for (const Frame& frame : open_) {
    frame.shape->holds_mixed = true;
  }
}

void XmlShapeReader::end_element(std::string_view /*name*/) {
  const Frame& frame = open_.back();
  if (!frame.has_elements) {
    frame.shape->longest_text = std::max(frame.shape->longest_text, frame.text_bytes);
  }
  if (frame.shape->count == 1 && frame.has_text) {
    frame.shape->first_text = shortened(frame.text);
  }
  open_.pop_back();
}

}  // namespace docexport
