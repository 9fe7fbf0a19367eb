#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/opc_package.hpp"

namespace docexport {

struct DiagramPoint {
  std::string text{};
  int level = 0;  ///< from 0
};

/// The texts of a diagram (SmartArt), each followed by those below it; empty when its part cannot be read.
std::vector<DiagramPoint> read_diagram(OpcPackage& package, std::string_view data_part);

/// The diagram as a list.
template <typename Target>
void push_diagram(const std::vector<DiagramPoint>& points, Target& target) {
  for (const DiagramPoint& point : points) {
    target.block({.label = BlockLabel::list_item, .level = point.level, .text = point.text, .marker = "-"});
  }
}

}  // namespace docexport
