#pragma once

#include <optional>
#include <string>
#include <vector>

#include "docexport/model/field.hpp"
#include "docexport/model/render_options.hpp"

namespace docexport {

/// Which fields a format shows when no view is asked for: what a form or the text of a document had to offer is more
/// than most readers of a text want to see.
enum class AutomaticFields { given, all };

/// Chooses fields as the options say: by origin, name (`--include-fields`, ASCII letters without case) and confidence.
class FieldChoice {
 public:
  FieldChoice(const RenderOptions& options, View view, AutomaticFields automatic);

  [[nodiscard]] bool takes(const Field& field) const;

 private:
  bool takes_any_;
  bool takes_not_given_;
  std::vector<std::string> names_;  ///< in small letters; empty: all
  std::optional<double> min_confidence_;
};

}  // namespace docexport
