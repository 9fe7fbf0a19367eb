#pragma once

#include <array>
#include <string_view>

#include "documents/field_labels.hpp"

namespace docexport {

struct LabelList {
  LabelKind kind;
  std::string_view labels;  ///< lower case, without the sign after them; each between two semicolons
};

extern const std::array<LabelList, 6> label_lists;

}  // namespace docexport
