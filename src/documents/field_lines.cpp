#include "documents/field_lines.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "docexport/base/text.hpp"
#include "documents/field_characters.hpp"
#include "documents/field_judgement.hpp"
#include "documents/field_value.hpp"

namespace docexport {
namespace {

constexpr double form_line = 65;
constexpr double inside_a_line = 85;
constexpr double in_next_line = 85;
constexpr std::size_t shortest_form = 3;
constexpr std::size_t longest_labelled_line = 300;
constexpr std::size_t most_label_words = 4;

bool has_fields(BlockLabel label) {
  switch (label) {
    case BlockLabel::title:
    case BlockLabel::section_header:
    case BlockLabel::paragraph:
    case BlockLabel::text:
    case BlockLabel::list_item:
    case BlockLabel::quote:
    case BlockLabel::caption:
    case BlockLabel::footnote:
    case BlockLabel::page_header:
    case BlockLabel::page_footer:
      return true;
    case BlockLabel::code:
    case BlockLabel::formula:
    case BlockLabel::horizontal_rule:
    case BlockLabel::picture:
      return false;
  }
  return false;
}

/// A word that says that a number follows.
bool announces_number(std::string_view word) {
  constexpr std::array<std::string_view, 8> words{"no", "nr", "number", "id", "nummer", "n\xC2\xB0", "n\xC2\xBA", "#"};
  std::string lower = to_lower_ascii(word);
  while (lower.ends_with('.') || (lower.size() > 1 && lower.ends_with('#'))) {
    lower.pop_back();
  }
  return lower.ends_with("nummer") || std::find(words.begin(), words.end(), lower) != words.end();
}

/// Where the word before this place begins; the place itself if there is none.
std::size_t word_before(std::string_view line, std::size_t place) {
  while (place > 0 && line[place - 1] == ' ') {
    --place;
  }
  while (place > 0 && line[place - 1] != ' ' && line[place - 1] != '\t') {
    --place;
  }
  return place;
}

}  // namespace

void LineFields::add_block(const Block& block) {
  if (!has_fields(block.label) || found_->is_full()) {
    return interrupt();
  }
  const FieldPlace place = place_of(block.position);
  std::string_view rest = block.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view text = trim(rest.substr(0, end));
    if (!text.empty()) {
      add_line({.text = text, .place = place, .is_list_item = block.label == BlockLabel::list_item});
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

void LineFields::interrupt() {
  waiting_label_.clear();
  form_.clear();
  form_length_ = 0;
}

void LineFields::add_line(const Line& line) {
  if (take_as_value(line)) {
    return;
  }
  const std::optional<LabelledLine> labelled =
      line.text.size() <= longest_labelled_line ? split_label(line.text) : std::nullopt;
  if (labelled && labelled->value.empty()) {
    waiting_label_ = known_label(labelled->label) ? std::string(labelled->label) : "";
    return;
  }
  if (labelled && add_labelled(line, *labelled)) {
    return;
  }
  form_.clear();
  form_length_ = 0;
  const std::optional<LabelKind> kind = known_label(line.text);
  if (kind && *kind != LabelKind::text) {
    waiting_label_ = line.text;
    return;
  }
  if (line.text.size() <= longest_labelled_line) {
    add_labels_inside(line);
  }
  add_unlabelled(line);
}

bool LineFields::take_as_value(const Line& line) {
  const std::string label = std::move(waiting_label_);
  waiting_label_.clear();
  if (label.empty()) {
    return false;
  }
  const std::optional<FieldJudgement> judgement = judge_labelled(label, line.text);
  const bool is_value = judgement && !split_label(line.text);
  if (is_value) {
    found_->add({.name = label,
                 .value = line.text,
                 .type = judgement->type,
                 .confidence = judgement->confidence > 95 ? judgement->confidence
                                                          : std::min(judgement->confidence, in_next_line)},
                line.place);
  }
  return is_value;
}

bool LineFields::add_labelled(const Line& line, const LabelledLine& labelled) {
  const std::optional<FieldJudgement> judgement = judge_labelled(labelled.label, labelled.value);
  // A page number after dots is a table of contents.
  const bool is_entry =
      labelled.has_dot_leader && (!judgement || judgement->type == "text" || judgement->type == "number");
  if (judgement && !is_entry) {
    found_->add(
        {.name = labelled.label, .value = labelled.value, .type = judgement->type, .confidence = judgement->confidence},
        line.place);
    ++form_length_;
    flush_form();
    return true;
  }
  if (line.is_list_item || !is_like_form_line(labelled)) {
    return false;
  }
  add_form_line(line, labelled);
  return true;
}

void LineFields::add_form_line(const Line& line, const LabelledLine& labelled) {
  add_unlabelled(line);
  form_.push_back({.label = std::string(labelled.label), .value = std::string(labelled.value), .place = line.place});
  ++form_length_;
  flush_form();
}

void LineFields::flush_form() {
  if (form_length_ < shortest_form) {
    return;
  }
  for (const FormLine& line : form_) {
    found_->add({.name = line.label, .value = line.value, .confidence = form_line}, line.place);
  }
  form_.clear();
}

void LineFields::add_labels_inside(const Line& line) {
  if (line.text.find_first_of("0123456789@") == std::string_view::npos) {
    return;
  }
  std::size_t word_begin = 0;
  for (std::size_t place = 0; place < line.text.size(); ++place) {
    const char character = line.text[place];
    if (character == ':' && place > 0 && line.text[place - 1] != ' ') {
      add_label_ending_at(line, place, true);
    } else if (character == ' ') {
      if (announces_number(line.text.substr(word_begin, place - word_begin))) {
        add_label_ending_at(line, place, false);
      }
      word_begin = place + 1;
    }
  }
}

void LineFields::add_label_ending_at(const Line& line, std::size_t end, bool has_sign) {
  std::size_t begin = end;
  std::string_view label;
  std::optional<LabelKind> kind;
  for (std::size_t words = 0; words < most_label_words && begin > 0; ++words) {
    begin = word_before(line.text, begin);
    const std::string_view longer = line.text.substr(begin, end - begin);
    if (const std::optional<LabelKind> known = known_label(longer)) {
      label = longer;
      kind = known;
    }
  }
  // "No." and "ID" alone could number anything.
  if (!kind || *kind == LabelKind::text || (!has_sign && *kind != LabelKind::identifier)) {
    return;
  }
  const std::size_t start = line.text.find_first_not_of(": #", end);
  const std::string_view value = start == std::string_view::npos ? "" : value_at_start(line.text.substr(start), *kind);
  if (!value.empty()) {
    found_->add({.name = label, .value = value, .type = type_of(*kind), .confidence = inside_a_line}, line.place);
  }
}

void LineFields::add_unlabelled(const Line& line) {
  for (const FoundValue& value : find_values(line.text)) {
    found_->add_unlabelled(value, line.text, line.place);
  }
}

}  // namespace docexport
