#include "documents/json_elements.hpp"

namespace docexport {

JsonElements::JsonElements(const DocumentSource& source, const CharacterSet& character_set, JsonLayout layout)
    : decoder_(source, character_set, NulCharacters::keep),
      scanner_(decoder_, source.name(), layout == JsonLayout::lines ? JsonLines::between_values : JsonLines::anywhere),
      layout_(layout) {}

bool JsonElements::next() {
  switch (place_) {
    case Place::start:
      return start();
    case Place::in_array:
      if (scanner_.next_element()) {
        return true;
      }
      scanner_.expect_end();
      place_ = Place::after_value;
      return false;
    case Place::in_lines:
      scanner_.expect_line_end();
      return !scanner_.at_end();
    case Place::after_value:
      scanner_.expect_end();
      return false;
  }
  return false;
}

bool JsonElements::start() {
  if (layout_ == JsonLayout::lines) {
    place_ = Place::in_lines;
    return !scanner_.at_end();
  }
  if (scanner_.kind() == JsonKind::array) {
    scanner_.enter_array();
    place_ = Place::in_array;
    return next();
  }
  place_ = Place::after_value;
  return true;
}

}  // namespace docexport
