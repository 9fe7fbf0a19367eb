#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace docexport {

enum class LabelKind {
  date,
  amount,
  email,
  phone,
  identifier,  ///< of an invoice, an order, a customer …: something with a digit
  text
};

/// What a label that forms and letters commonly have stands for, in English, German, French and Spanish; compared
/// without case and without the sign after it.
std::optional<LabelKind> known_label(std::string_view label);

/// Whether the text could be a label at all: a few words that begin with a letter and are no sentence, no number of a
/// figure or chapter and no address of a page.
bool can_be_label(std::string_view label);

/// A line of a label, a sign and a value; views into the line.
struct LabelledLine {
  std::string_view label{};
  std::string_view value{};     ///< may be empty
  bool has_dot_leader = false;  ///< `Total ........ 5`, as tables of contents have too
};

std::optional<LabelledLine> split_label(std::string_view line);

}  // namespace docexport
