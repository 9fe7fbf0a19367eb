#pragma once

#include <string>
#include <vector>

#include "cli/palette.hpp"

namespace docexport {

enum class Align { left, right };

struct TableColumn {
  std::string title{};
  Align align = Align::left;
  bool shrinks = false;  ///< gives up its width when the terminal is narrow
};

struct TableCell {
  std::string text{};  ///< without control characters
  Color color = Color::plain;
};

/// Rows for people: aligned columns, as wide as the terminal at most.
class Table {
 public:
  explicit Table(std::vector<TableColumn> columns) : columns_(std::move(columns)) {}
  void add_row(std::vector<TableCell> cells) { rows_.push_back(std::move(cells)); }
  [[nodiscard]] bool is_empty() const { return rows_.empty(); }
  /// `ellipsis` stands for what was cut off.
  [[nodiscard]] std::string text(std::size_t width, const Palette& palette, std::string_view ellipsis) const;

 private:
  [[nodiscard]] std::vector<std::size_t> fit(std::size_t width) const;

  std::vector<TableColumn> columns_;
  std::vector<std::vector<TableCell>> rows_{};
};

/// Values of one line for a pipe: tab-separated, with tabs, newlines and controls inside values escaped.
std::string tab_separated(const std::vector<std::string>& values);

/// The text cut to `width` columns, its end replaced by the ellipsis.
std::string shorten(std::string_view text, std::size_t width, std::string_view ellipsis);

}  // namespace docexport
