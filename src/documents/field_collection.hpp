#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/content_sink.hpp"
#include "documents/field_value.hpp"

namespace docexport {

/// Where the text stands that a field is found in.
struct FieldPlace {
  std::optional<int> page{};
  std::optional<BoundingBox> box{};
};

FieldPlace place_of(const std::optional<Position>& position);

/// A field before it is one.
struct FieldCandidate {
  std::string_view name{};
  std::string_view value{};
  std::string_view type = "text";
  double confidence = 0;
};

/// The fields found so far, none of them twice and no more than a person can look at.
class FoundFields {
 public:
  void add(const FieldCandidate& candidate, const FieldPlace& place);
  /// A value without a label; nothing if the same value was found already.
  void add_unlabelled(const FoundValue& value, std::string_view line, const FieldPlace& place);
  [[nodiscard]] bool is_full() const noexcept;
  void push_to(ContentSink& sink) const;

 private:
  std::vector<Field> fields_{};
  std::set<std::string> known_{};  // names and values
  std::set<std::string> values_{};
};

}  // namespace docexport
