#pragma once

#include <optional>

#include "docexport/model/content.hpp"
#include "documents/xml_document.hpp"

namespace docexport {

/// English metric units, in which Office measures, to the point.
inline constexpr double emu_per_point = 12700;

/// How the places inside of a group lie on the slide.
struct GroupTransform {
  double scale_x = 1;
  double scale_y = 1;
  double shift_x = 0;  ///< in EMU
  double shift_y = 0;

  /// A group (grpSpPr) inside of this one.
  [[nodiscard]] GroupTransform inside(pugi::xml_node group_properties) const;
  /// Of an xfrm, in points on the slide; nullopt when it says no place.
  [[nodiscard]] std::optional<BoundingBox> box(pugi::xml_node transform) const;
};

}  // namespace docexport
