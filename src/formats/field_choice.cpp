#include "formats/field_choice.hpp"

#include <algorithm>

#include "docexport/base/text.hpp"

namespace docexport {

FieldChoice::FieldChoice(const RenderOptions& options, View view, AutomaticFields automatic)
    : takes_any_(view == View::automatic || view == View::fields),
      takes_not_given_(view == View::fields || automatic == AutomaticFields::all),
      min_confidence_(options.min_confidence) {
  for (const std::string& name : options.include_fields) {
    names_.push_back(to_lower_ascii(name));
  }
}

bool FieldChoice::takes(const Field& field) const {
  if (!takes_any_ || (field.origin != FieldOrigin::given && !takes_not_given_)) {
    return false;
  }
  if (min_confidence_ && field.confidence && *field.confidence < *min_confidence_) {
    return false;
  }
  return names_.empty() || std::find(names_.begin(), names_.end(), to_lower_ascii(field.name)) != names_.end();
}

}  // namespace docexport
