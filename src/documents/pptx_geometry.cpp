#include "documents/pptx_geometry.hpp"

#include <charconv>
#include <cmath>

namespace docexport {
namespace {

constexpr double largest = 1e12;

std::optional<double> coordinate(pugi::xml_node node, std::string_view attribute) {
  const std::string_view text = xml_value(node, attribute);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_usable = error == std::errc() && end != text.data() && std::abs(value) <= largest;
  return is_usable ? std::optional(value) : std::nullopt;
}

double ratio(std::optional<double> outer, std::optional<double> inner) {
  return outer && inner && *inner > 0 && *outer > 0 ? *outer / *inner : 1;
}

/// Points to a hundredth: what is below is rounding.
double points(double emu) {
  constexpr double hundredths = 100;
  return std::round(emu / emu_per_point * hundredths) / hundredths;
}

}  // namespace

GroupTransform GroupTransform::inside(pugi::xml_node group_properties) const {
  const pugi::xml_node transform = xml_child(group_properties, "xfrm");
  const pugi::xml_node offset = xml_child(transform, "off");
  const pugi::xml_node child_offset = xml_child(transform, "chOff");
  const pugi::xml_node extent = xml_child(transform, "ext");
  const pugi::xml_node child_extent = xml_child(transform, "chExt");
  if (!offset || !child_offset) {
    return *this;
  }
  const double inner_x = ratio(coordinate(extent, "cx"), coordinate(child_extent, "cx"));
  const double inner_y = ratio(coordinate(extent, "cy"), coordinate(child_extent, "cy"));
  const double x = coordinate(offset, "x").value_or(0) - coordinate(child_offset, "x").value_or(0) * inner_x;
  const double y = coordinate(offset, "y").value_or(0) - coordinate(child_offset, "y").value_or(0) * inner_y;
  GroupTransform inner{.scale_x = scale_x * inner_x,
                       .scale_y = scale_y * inner_y,
                       .shift_x = shift_x + x * scale_x,
                       .shift_y = shift_y + y * scale_y};
  const bool is_finite = std::abs(inner.scale_x) < largest && std::abs(inner.scale_y) < largest &&
                         std::abs(inner.shift_x) < largest && std::abs(inner.shift_y) < largest;
  return is_finite ? inner : *this;
}

std::optional<BoundingBox> GroupTransform::box(pugi::xml_node transform) const {
  const std::optional<double> x = coordinate(xml_child(transform, "off"), "x");
  const std::optional<double> y = coordinate(xml_child(transform, "off"), "y");
  const std::optional<double> width = coordinate(xml_child(transform, "ext"), "cx");
  const std::optional<double> height = coordinate(xml_child(transform, "ext"), "cy");
  if (!x || !y || !width || !height) {
    return std::nullopt;
  }
  const double left = *x * scale_x + shift_x;
  const double top = *y * scale_y + shift_y;
  return BoundingBox{.left = points(left),
                     .top = points(top),
                     .right = points(left + *width * scale_x),
                     .bottom = points(top + *height * scale_y)};
}

}  // namespace docexport
