#include "documents/spreadsheet_sheets.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/opc_comment.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_named = 20;

std::string list_of(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t index = 0; index < std::min(names.size(), most_named); ++index) {
    list += fmt::format("{}\"{}\"", index == 0 ? "" : ", ", names[index]);
  }
  return names.size() > most_named ? fmt::format("{} and {} more", list, names.size() - most_named) : list;
}

}  // namespace

std::size_t find_sheet(const std::vector<std::string>& names, const std::string& wanted, const std::string& document) {
  const auto exact = std::find(names.begin(), names.end(), wanted);
  if (exact != names.end()) {
    return static_cast<std::size_t>(exact - names.begin());
  }
  const auto is_like = [lower = to_lower_ascii(wanted)](const std::string& name) {
    return to_lower_ascii(name) == lower;
  };
  const auto like = std::find_if(names.begin(), names.end(), is_like);
  if (like != names.end() && std::count_if(names.begin(), names.end(), is_like) == 1) {
    return static_cast<std::size_t>(like - names.begin());
  }
  throw Error(ErrorKind::input,
              names.empty() ? fmt::format("{} has no sheets, so none named \"{}\"", document, wanted)
                            : fmt::format("{} has no sheet \"{}\"; it has {}", document, wanted, list_of(names)));
}

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (std::uint32_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row + 1);
}

Block comment_block(std::string_view author, std::string_view cell, std::string_view text) {
  return office_comment(author, fmt::format("cell: {}", cell), text);
}

}  // namespace docexport
