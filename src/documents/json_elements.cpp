#include "documents/json_elements.hpp"

namespace docexport {

JsonElements::JsonElements(const DocumentSource& source, const CharacterSet& character_set, JsonTopLevel top_level)
    : decoder_(source, character_set, NulCharacters::keep),
      scanner_(decoder_, source.name(),
               top_level == JsonTopLevel::lines ? JsonLines::between_values : JsonLines::anywhere),
      top_level_(top_level) {}

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
  if (top_level_ == JsonTopLevel::lines) {
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
