#pragma once

#include <optional>
#include <string_view>

#include "documents/field_labels.hpp"

namespace docexport {

struct FieldJudgement {
  std::string_view type = "text";
  double confidence = 0;
};

/// Whether the value is what such a label stands before; nullopt when it may be anything, a sentence say.
std::optional<FieldJudgement> judge_labelled(std::string_view label, std::string_view value);

/// Whether an unknown label and a value look like a line of a form: a few words, no sentence.
bool is_like_form_line(const LabelledLine& line);

/// How much of the text, from its beginning, is a value of this kind: "2024-17 of 3 May" begins with an identifier.
/// Empty if none is.
std::string_view value_at_start(std::string_view text, LabelKind kind);

/// The type of a value that is of the label's kind.
std::string_view type_of(LabelKind kind);

}  // namespace docexport
