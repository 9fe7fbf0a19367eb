#include "documents/field_tables.hpp"

#include <optional>

#include "docexport/base/text.hpp"
#include "documents/field_judgement.hpp"
#include "documents/field_labels.hpp"

namespace docexport {
namespace {

constexpr double signed_label = 80;
constexpr double among_sure_pairs = 75;
constexpr std::size_t longest_cell = 200;
/// A longer table of two columns is data.
constexpr std::size_t most_pairs = 100;

bool is_single_line(std::string_view text) {
  return !text.empty() && text.size() <= longest_cell && text.find('\n') == std::string_view::npos;
}

/// The row's cells that are not empty.
std::vector<std::string_view> texts_of(const Row& row) {
  std::vector<std::string_view> texts;
  for (const Cell& cell : row) {
    const std::string_view text = trim(cell.text);
    if (!text.empty()) {
      texts.push_back(text);
    }
  }
  return texts;
}

}  // namespace

void TableFields::begin(const TableStart& table) {
  place_ = place_of(table.position);
  header_rows_ = table.header_rows;
  row_count_ = 0;
  is_of_pairs_ = true;
  sure_pairs_ = 0;
  other_pairs_.clear();
}

void TableFields::add_row(const Row& row) {
  if (found_->is_full()) {
    return;
  }
  if (row_count_++ >= header_rows_ && !add_signed_labels(row)) {
    add_pair(row);
  }
  add_unlabelled(row);
}

void TableFields::add_unlabelled(const Row& row) {
  for (const Cell& cell : row) {
    if (cell.text.size() > longest_cell) {
      continue;
    }
    for (const FoundValue& value : find_values(cell.text)) {
      // Dates and amounts are what columns are made of.
      if (value.kind == ValueKind::email || value.kind == ValueKind::iban) {
        found_->add_unlabelled(value, cell.text, place_);
      }
    }
  }
}

bool TableFields::add_signed_labels(const Row& row) {
  bool has_any = false;
  for (std::size_t index = 0; index + 1 < row.size(); ++index) {
    const std::string_view text = trim(row[index].text);
    const std::string_view value = trim(row[index + 1].text);
    const std::string_view label = text.substr(0, text.size() - (text.ends_with(':') ? 1 : 0));
    if (label.size() == text.size() || !can_be_label(label) || !is_single_line(value) || value.ends_with(':')) {
      continue;
    }
    const FieldJudgement judgement = judge_labelled(label, value).value_or(FieldJudgement{.confidence = signed_label});
    found_->add({.name = label, .value = value, .type = judgement.type, .confidence = judgement.confidence}, place_);
    has_any = true;
  }
  sure_pairs_ += has_any ? 1 : 0;
  return has_any;
}

void TableFields::add_pair(const Row& row) {
  const std::vector<std::string_view> texts = texts_of(row);
  is_of_pairs_ = is_of_pairs_ && row.size() <= 2 && other_pairs_.size() < most_pairs;
  if (texts.size() != 2 || !is_single_line(texts[0]) || !is_single_line(texts[1]) || !can_be_label(texts[0])) {
    return;
  }
  if (const std::optional<FieldJudgement> judgement = judge_labelled(texts[0], texts[1]);
      judgement && known_label(texts[0])) {
    found_->add({.name = texts[0], .value = texts[1], .type = judgement->type, .confidence = judgement->confidence},
                place_);
    ++sure_pairs_;
  } else if (is_of_pairs_ && !known_label(texts[1])) {
    other_pairs_.push_back({.label = std::string(texts[0]), .value = std::string(texts[1])});
  }
}

void TableFields::end() {
  if (is_of_pairs_ && sure_pairs_ >= 2 && sure_pairs_ >= other_pairs_.size()) {
    for (const Pair& pair : other_pairs_) {
      const FieldJudgement judgement =
          judge_labelled(pair.label, pair.value).value_or(FieldJudgement{.confidence = among_sure_pairs});
      found_->add({.name = pair.label, .value = pair.value, .type = judgement.type, .confidence = judgement.confidence},
                  place_);
    }
  }
  other_pairs_.clear();
}

}  // namespace docexport
