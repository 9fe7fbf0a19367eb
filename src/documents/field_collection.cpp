#include "documents/field_collection.hpp"

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_fields = 1000;
constexpr double least_confidence = 50;

}  // namespace

FieldPlace place_of(const std::optional<Position>& position) {
  if (!position) {
    return {};
  }
  return {.page = position->page_no, .box = position->box};
}

bool FoundFields::is_full() const noexcept {
  return fields_.size() >= most_fields;
}

void FoundFields::add(const FieldCandidate& candidate, const FieldPlace& place) {
  std::string value(candidate.value);
  if (is_full() || candidate.confidence < least_confidence || value.empty() ||
      !known_.insert(to_lower_ascii(candidate.name) + '\0' + value).second) {
    return;
  }
  values_.insert(value);
  fields_.push_back({.name = std::string(candidate.name),
                     .value = std::move(value),
                     .type = std::string(candidate.type),
                     .confidence = candidate.confidence,
                     .page = place.page,
                     .origin = FieldOrigin::found,
                     .box = place.box});
}

void FoundFields::add_unlabelled(const FoundValue& value, std::string_view line, const FieldPlace& place) {
  const std::string_view text = line.substr(value.begin, value.end - value.begin);
  if (!values_.contains(std::string(text))) {
    add({.name = name_of(value.kind), .value = text, .type = type_of(value.kind), .confidence = value.confidence},
        place);
  }
}

void FoundFields::push_to(ContentSink& sink) const {
  for (const Field& field : fields_) {
    sink.field(field);
  }
}

}  // namespace docexport
