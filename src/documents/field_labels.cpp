#include "documents/field_labels.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "docexport/base/text.hpp"
#include "documents/field_characters.hpp"
#include "documents/field_label_list.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_field_label = 60;
constexpr std::size_t most_words = 6;
constexpr std::size_t shortest_leader = 4;

/// Lower case also of the letters of Latin-1, without the signs after the label.
std::string normalised(std::string_view label) {
  std::string text;
  for (std::size_t index = 0; index < label.size(); ++index) {
    const auto byte = static_cast<unsigned char>(label[index]);
    const bool after_lead = index > 0 && static_cast<unsigned char>(label[index - 1]) == 0xC3;
    if (after_lead && byte >= 0x80 && byte <= 0x9E && byte != 0x97) {
      text.push_back(static_cast<char>(byte + 0x20));
    } else if (const std::size_t blank = blank_length(label, index)) {
      text += text.ends_with(' ') ? "" : " ";
      index += blank - 1;
    } else {
      text += to_lower_ascii(label.substr(index, 1));
    }
  }
  const std::size_t end = text.find_last_not_of(" .:#");
  return text.substr(0, end == std::string::npos ? 0 : end + 1);
}

using LabelKinds = std::unordered_map<std::string_view, LabelKind>;

/// Asked for every line of a document, so it is no search through the lists.
const LabelKinds& label_kinds() {
  static const LabelKinds kinds = [] {
    LabelKinds all;
    for (const LabelList& list : label_lists) {
      std::string_view rest = list.labels.substr(1);
      while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        all.emplace(rest.substr(0, end), list.kind);
        rest.remove_prefix(end + 1);
      }
    }
    return all;
  }();
  return kinds;
}

/// What is numbered in a document, or stands before a remark.
bool is_of_document(std::string_view label) {
  constexpr std::array<std::string_view, 30> words{
      "figure",  "fig",     "table",   "tab",     "chapter", "section",  "step",     "example", "listing", "algorithm",
      "theorem", "lemma",   "note",    "notes",   "warning", "tip",      "appendix", "part",    "page",    "abbildung",
      "tabelle", "kapitel", "hinweis", "exemple", "tableau", "question", "answer",   "q",       "a",       "todo"};
  const std::string text = normalised(label);
  const std::string first = text.substr(0, text.find_first_of(" .0123456789"));
  return std::find(words.begin(), words.end(), first) != words.end();
}

/// Blanks, ASCII and not, off both ends.
std::string_view trim_blanks(std::string_view text) {
  text = trim(text);
  while (text.starts_with("\xC2\xA0")) {
    text = trim(text.substr(2));
  }
  while (text.ends_with("\xC2\xA0")) {
    text = trim(text.substr(0, text.size() - 2));
  }
  return text;
}

std::optional<LabelledLine> split_at_leader(std::string_view line) {
  const std::size_t leader = line.find("....");
  if (leader == std::string_view::npos || leader == 0 || leader > longest_field_label) {
    return std::nullopt;
  }
  const std::size_t end = line.find_first_not_of(". ", leader);
  if (end == std::string_view::npos || end - leader < shortest_leader) {
    return std::nullopt;
  }
  return LabelledLine{
      .label = trim_blanks(line.substr(0, leader)), .value = trim_blanks(line.substr(end)), .has_dot_leader = true};
}

}  // namespace

std::optional<LabelKind> known_label(std::string_view label) {
  if (label.empty() || label.size() > longest_field_label) {
    return std::nullopt;
  }
  const LabelKinds& kinds = label_kinds();
  const auto known = kinds.find(normalised(label));
  return known == kinds.end() ? std::nullopt : std::optional(known->second);
}

bool can_be_label(std::string_view label) {
  const bool begins_like_one =
      !label.empty() && (is_ascii_letter(label.front()) || static_cast<unsigned char>(label.front()) >= 0xC3);
  if (!begins_like_one || label.size() > longest_field_label ||
      label.find_first_of(",;!?\"|<>=[]{}\\*") != std::string_view::npos) {
    return false;
  }
  const auto blanks = static_cast<std::size_t>(std::count(label.begin(), label.end(), ' '));
  const std::string lower = to_lower_ascii(label);
  return blanks < most_words && label.find(". ") == std::string_view::npos && !lower.starts_with("http") &&
         !is_of_document(label);
}

std::optional<LabelledLine> split_label(std::string_view line) {
  line = trim_blanks(line);
  const std::size_t colon = line.substr(0, longest_field_label + 1).find(':');
  if (colon == std::string_view::npos || colon == 0) {
    return split_at_leader(line);
  }
  const std::string_view label = trim_blanks(line.substr(0, colon));
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  const bool is_apart = value.empty() || blank_length(line, colon + 1) > 0 || character_at(line, colon + 1) == '\t';
  const bool is_scheme = line.substr(colon).starts_with("://") || line.substr(colon).starts_with("::");
  if (is_scheme || (!is_apart && !known_label(label)) || !can_be_label(label)) {
    return std::nullopt;
  }
  return LabelledLine{.label = label, .value = value};
}

}  // namespace docexport
