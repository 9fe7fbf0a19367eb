#include "documents/xlsx_merged_cells.hpp"

#include <algorithm>

namespace docexport {
namespace {

constexpr std::string_view element = "mergeCell ";
// As long as an element with its reference is at most.
constexpr std::size_t element_bytes = 256;
constexpr std::uint32_t most_columns = 16384;
constexpr std::uint32_t most_merged_rows = 1'048'576;

/// Whether the name at `at` is that of an element: `<` before it, or `<` and a prefix.
bool begins_element(std::string_view text, std::size_t at) {
  const std::size_t before = text.substr(0, at).find_last_of("<> =\"'");
  return before != std::string_view::npos && text[before] == '<';
}

bool parse_range(std::string_view reference, XlsxRange& range) {
  const std::size_t colon = reference.find(':');
  return colon != std::string_view::npos &&
         parse_xlsx_reference(reference.substr(0, colon), range.first_row, range.first_column) &&
         parse_xlsx_reference(reference.substr(colon + 1), range.last_row, range.last_column) &&
         range.first_row <= range.last_row && range.first_column <= range.last_column;
}

bool precedes(const XlsxRange& one, const XlsxRange& other) {
  return one.first_row != other.first_row ? one.first_row < other.first_row : one.first_column < other.first_column;
}

}  // namespace

bool parse_xlsx_reference(std::string_view reference, std::uint32_t& row, std::uint32_t& column) {
  std::uint32_t letters = 0;
  std::size_t at = 0;
  for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at) {
    letters = letters * 26 + static_cast<std::uint32_t>(reference[at] - 'A') + 1;
    if (letters > most_columns) {
      return false;
    }
  }
  std::uint32_t digits = 0;
  for (; at < reference.size() && reference[at] >= '0' && reference[at] <= '9'; ++at) {
    digits = digits * 10 + static_cast<std::uint32_t>(reference[at] - '0');
    if (digits > most_merged_rows) {
      return false;
    }
  }
  if (letters == 0 || at != reference.size()) {
    return false;
  }
  column = letters - 1;
  row = digits == 0 ? 0 : digits - 1;
  return true;
}

void XlsxMergedCells::look_at(std::string_view piece) {
  tail_.append(piece);
  const std::string_view text = tail_;
  std::size_t done = 0;
  for (std::size_t at = text.find(element); at != std::string_view::npos; at = text.find(element, at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string_view::npos) {
      break;
    }
    take_element(text.substr(0, end), at);
    done = end;
  }
  // What may be the beginning of an element, with its prefix.
  tail_.erase(0, std::max(done, tail_.size() - std::min(tail_.size(), element_bytes)));
}

void XlsxMergedCells::take_element(std::string_view text, std::size_t at) {
  constexpr std::string_view attribute = "ref=";
  const std::size_t found = text.find(attribute, at);
  if (!begins_element(text, at) || found == std::string_view::npos) {
    return;
  }
  const std::string_view quoted = text.substr(found + attribute.size());
  const std::size_t end = quoted.empty() ? std::string_view::npos : quoted.find(quoted.front(), 1);
  XlsxRange range;
  if (end != std::string_view::npos && parse_range(quoted.substr(1, end - 1), range)) {
    ranges_.push_back(range);
  }
}

void XlsxMergedCells::finish() {
  tail_.clear();
  std::stable_sort(ranges_.begin(), ranges_.end(), precedes);
}

std::vector<XlsxRange>::const_iterator XlsxMergedCells::begin_of_row(std::uint32_t row) const {
  return std::lower_bound(ranges_.begin(), ranges_.end(), XlsxRange{.first_row = row}, precedes);
}

}  // namespace docexport
