#include "documents/opc_chart.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/text.hpp"
#include "documents/docx_styles.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_points = 100'000;

struct Series {
  std::string name{};
  std::map<int, std::string> categories{};
  std::map<int, std::string> values{};
  bool shows_cells = false;
};

/// Text of a title: runs of paragraphs, or a cell's value.
std::string text_below(pugi::xml_node top) {
  std::string text;
  for (pugi::xml_node node = top.first_child(); node; node = xml_next(node, top)) {
    const std::string_view name = local_name(node);
    if (name == "t" || name == "v") {
      text += xml_text(node);
    } else if (name == "p" && !text.empty()) {
      text += ' ';
    }
  }
  return std::string(trim(text));
}

/// The values that a chart keeps of the cells it shows; of categories with several levels those next to the values.
std::map<int, std::string> cached_points(pugi::xml_node reference) {
  std::map<int, std::string> points;
  for (pugi::xml_node node = reference.first_child(); node; node = xml_next(node, reference)) {
    if (local_name(node) != "pt" || points.size() >= max_points) {
      continue;
    }
    const std::optional<int> index = number_value(node, "idx");
    if (index && *index >= 0) {
      points.emplace(*index, trim(xml_text(xml_child(node, "v"))));
    }
  }
  return points;
}

/// Whether the values are those of cells; a name in brackets is that of another workbook.
bool are_of_own_cells(pugi::xml_node values) {
  for (const pugi::xml_node reference : values.children()) {
    const std::string_view cells = xml_text(xml_child(reference, "f"));
    if (!cells.empty()) {
      return cells.find('[') == std::string_view::npos;
    }
  }
  return false;
}

Series read_series(pugi::xml_node node) {
  Series series{.name = text_below(xml_child(node, "tx"))};
  const pugi::xml_node categories = xml_child(node, "cat");
  const pugi::xml_node values = xml_child(node, "val");
  series.categories = cached_points(categories ? categories : xml_child(node, "xVal"));
  const pugi::xml_node shown = values ? values : xml_child(node, "yVal");
  series.values = cached_points(shown);
  series.shows_cells = are_of_own_cells(shown);
  return series;
}

/// A JSON number as it stands.
bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool is_whole = error == std::errc() && end == text.data() + text.size();
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool has_zero_in_front = digits.size() > 1 && digits[0] == '0' && digits[1] != '.';
  return is_whole && !digits.empty() && digits.front() >= '0' && digits.front() <= '9' && !has_zero_in_front &&
         text.find_first_not_of("0123456789+-.eE") == std::string_view::npos && !text.ends_with('.');
}

/// As many digits as a spreadsheet shows: what follows is the rounding of binary numbers.
std::string shown_number(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string shown = fmt::format("{:.15g}", value);
  return shown.size() < text.size() ? shown : text;
}

Cell value_cell(const std::map<int, std::string>& values, int index) {
  const auto found = values.find(index);
  const std::string text = found == values.end() ? std::string() : found->second;
  return is_number(text) ? Cell{.text = shown_number(text), .type = CellType::number} : Cell{.text = text};
}

std::vector<Row> rows_of(const std::vector<Series>& all) {
  std::map<int, std::string> categories;
  for (const Series& series : all) {
    categories.insert(series.categories.begin(), series.categories.end());
    for (const auto& [index, value] : series.values) {
      categories.emplace(index, std::string());
    }
  }
  std::vector<Row> rows;
  if (categories.empty()) {
    return rows;
  }
  rows.push_back({Cell{}});
  for (const Series& series : all) {
    rows.front().push_back({.text = series.name});
  }
  for (const auto& [index, category] : categories) {
    Row row{{.text = category}};
    for (const Series& series : all) {
      row.push_back(value_cell(series.values, index));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// "barChart" is "Bar chart", "line3DChart" "Line chart".
std::string kind_of(std::string_view name) {
  std::string kind(name.substr(0, name.find("Chart")));
  if (kind.ends_with("3D")) {
    kind.resize(kind.size() - 2);
  }
  if (!kind.empty() && kind.front() >= 'a' && kind.front() <= 'z') {
    kind.front() = static_cast<char>(kind.front() - 'a' + 'A');
  }
  return kind + " chart";
}

Chart read_plot(pugi::xml_node chart) {
  Chart read{.kind = "Chart", .title = text_below(xml_child(chart, "title"))};
  std::vector<Series> series;
  for (const pugi::xml_node plot : xml_child(chart, "plotArea").children()) {
    if (!local_name(plot).ends_with("Chart")) {
      continue;
    }
    read.kind = kind_of(local_name(plot));
    for (const pugi::xml_node node : plot.children()) {
      if (local_name(node) == "ser") {
        series.push_back(read_series(node));
      }
    }
  }
  read.rows = rows_of(series);
  read.shows_cells = std::all_of(series.begin(), series.end(), [](const Series& one) { return one.shows_cells; });
  return read;
}

}  // namespace

std::optional<Chart> read_chart(OpcPackage& package, std::string_view part) {
  if (part.empty() || !package.archive().contains(part)) {
    return std::nullopt;
  }
  try {
    const XmlDocument document(package.archive(), part, package.budget());
    const pugi::xml_node chart = xml_child(document.root(), "chart");
    if (!chart) {
      return std::nullopt;
    }
    Chart read = read_plot(chart);
    for (const Row& row : read.rows) {
      package.budget().take_cells(row.size());
    }
    return read;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) {
      throw;
    }
    return std::nullopt;
  }
}

}  // namespace docexport
