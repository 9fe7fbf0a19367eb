#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace docexport {

enum class ValueKind { date, amount, email, phone, iban };

/// The name of a field of this kind that has no label, and its type (model/field.hpp).
std::string_view name_of(ValueKind kind);
std::string_view type_of(ValueKind kind);

/// A value in a text, by its bytes.
struct FoundValue {
  std::size_t begin = 0;
  std::size_t end = 0;
  ValueKind kind = ValueKind::date;
  double confidence = 0;  ///< without a label
};

/// All values in the text, which is one line, from left to right; they do not overlap. Linear in its length.
std::vector<FoundValue> find_values(std::string_view line);

/// The value that the text is, from its first to its last character.
std::optional<FoundValue> whole_value(std::string_view text);

}  // namespace docexport
