#include "documents/pdf_grid.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace docexport {
namespace {

/// In points.
constexpr double same_ruling = 1;
constexpr double gap_in_ruling = 3;
constexpr double shortest_ruling = 4;
constexpr double reach = 3;  ///< how far from each other rulings may end that are meant to meet
constexpr double same_grid_line = 3;
constexpr double narrowest_open_side = 6;

constexpr double covered = 0.7;  ///< of a side is ruled, if the side is
constexpr std::size_t most_crossings_to_test = 4000000;
constexpr std::size_t most_places = 200000;

bool comes_before(const PdfRuling& a, const PdfRuling& b) {
  return a.at < b.at || (a.at == b.at && a.from < b.from);
}

/// Joins the rulings of one line, which may be given out of order.
void append_joined(std::span<PdfRuling> line, std::vector<PdfRuling>& joined) {
  std::sort(line.begin(), line.end(), [](const PdfRuling& a, const PdfRuling& b) { return a.from < b.from; });
  PdfRuling current = line.front();
  const auto take = [&joined](const PdfRuling& ruling) {
    if (ruling.to - ruling.from >= shortest_ruling) {
      joined.push_back(ruling);
    }
  };
  for (const PdfRuling& next : line.subspan(1)) {
    if (next.from <= current.to + gap_in_ruling) {
      current.to = std::max(current.to, next.to);
    } else {
      take(current);
      current = next;
    }
  }
  take(current);
}

/// Rulings that touch, lie on each other or are drawn as dashes, as one.
std::vector<PdfRuling> joined_rulings(std::vector<PdfRuling> rulings) {
  std::sort(rulings.begin(), rulings.end(), comes_before);
  std::vector<PdfRuling> joined;
  for (std::size_t begin = 0; begin < rulings.size();) {
    std::size_t end = begin + 1;
    while (end < rulings.size() && rulings[end].at - rulings[begin].at <= same_ruling) {
      ++end;
    }
    append_joined(std::span(rulings).subspan(begin, end - begin), joined);
    begin = end;
  }
  return joined;
}

bool meet(const PdfRuling& horizontal, const PdfRuling& vertical) {
  return horizontal.at >= vertical.from - reach && horizontal.at <= vertical.to + reach &&
         vertical.at >= horizontal.from - reach && vertical.at <= horizontal.to + reach;
}

/// Which rulings hang together.
class Unions {
 public:
  explicit Unions(std::size_t count) : parents_(count) { std::iota(parents_.begin(), parents_.end(), std::size_t{0}); }

  std::size_t root_of(std::size_t index) {
    while (parents_[index] != index) {
      parents_[index] = parents_[parents_[index]];
      index = parents_[index];
    }
    return index;
  }

  void unite(std::size_t a, std::size_t b) { parents_[root_of(b)] = root_of(a); }

 private:
  std::vector<std::size_t> parents_;
};

/// Rulings that are connected, each group in the order of its first horizontal one.
std::vector<PdfRulings> connected_rulings(const PdfRulings& rulings) {
  const std::size_t count = rulings.horizontal.size();
  Unions unions(count + rulings.vertical.size());
  for (std::size_t row = 0; row < count; ++row) {
    for (std::size_t column = 0; column < rulings.vertical.size(); ++column) {
      if (meet(rulings.horizontal[row], rulings.vertical[column])) {
        unions.unite(row, count + column);
      }
    }
  }
  std::vector<std::size_t> group_of(count + rulings.vertical.size(), count);
  std::vector<PdfRulings> groups;
  for (std::size_t row = 0; row < count; ++row) {
    std::size_t& group = group_of[unions.root_of(row)];
    if (group == count) {
      group = groups.size();
      groups.emplace_back();
    }
    groups[group].horizontal.push_back(rulings.horizontal[row]);
  }
  for (std::size_t column = 0; column < rulings.vertical.size(); ++column) {
    if (const std::size_t group = group_of[unions.root_of(count + column)]; group != count) {
      groups[group].vertical.push_back(rulings.vertical[column]);
    }
  }
  return groups;
}

/// The edges in one direction, and the rulings that draw each of them.
struct Edges {
  std::vector<double> at{};
  std::vector<std::vector<PdfRuling>> rulings{};
};

void append_edge(double at, Edges& edges) {
  edges.at.push_back(at);
  edges.rulings.emplace_back();
}

/// `across` are the rulings that lead from edge to edge.
Edges edges_of(const std::vector<PdfRuling>& along, const std::vector<PdfRuling>& across) {
  double first = across.front().from;
  double last = across.front().to;
  for (const PdfRuling& ruling : across) {
    first = std::min(first, ruling.from);
    last = std::max(last, ruling.to);
  }
  Edges edges;
  if (first < along.front().at - narrowest_open_side) {
    append_edge(first, edges);
  }
  for (const PdfRuling& ruling : along) {
    if (edges.at.empty() || ruling.at - edges.at.back() > same_grid_line) {
      append_edge(ruling.at, edges);
    }
    edges.rulings.back().push_back(ruling);
  }
  if (last > along.back().at + narrowest_open_side) {
    append_edge(last, edges);
  }
  return edges;
}

bool is_ruled(const std::vector<PdfRuling>& edge, double from, double to) {
  double length = 0;
  for (const PdfRuling& ruling : edge) {
    length += std::max(0.0, std::min(ruling.to, to) - std::max(ruling.from, from));
  }
  return length >= covered * (to - from);
}

/// Finds out which places of a grid have no ruling between them.
class CellFinder {
 public:
  CellFinder(const Edges& columns, const Edges& rows)
      : width_(columns.at.size() - 1), height_(rows.at.size() - 1), taken_(width_ * height_) {
    ruled_left_.resize(width_ * height_);
    ruled_above_.resize(width_ * height_);
    for (std::size_t row = 0; row < height_; ++row) {
      for (std::size_t column = 0; column < width_; ++column) {
        ruled_left_[place(column, row)] =
            column == 0 || is_ruled(columns.rulings[column], rows.at[row], rows.at[row + 1]);
        ruled_above_[place(column, row)] =
            row == 0 || is_ruled(rows.rulings[row], columns.at[column], columns.at[column + 1]);
      }
    }
  }

  std::vector<PdfGridCell> find() {
    std::vector<PdfGridCell> cells;
    for (std::size_t row = 0; row < height_; ++row) {
      for (std::size_t column = 0; column < width_; ++column) {
        if (!taken_[place(column, row)]) {
          cells.push_back(cell_from(column, row));
        }
      }
    }
    return cells;
  }

 private:
  [[nodiscard]] std::size_t place(std::size_t column, std::size_t row) const { return row * width_ + column; }

  PdfGridCell cell_from(std::size_t column, std::size_t row) {
    PdfGridCell cell{.column = column, .row = row};
    while (column + cell.column_span < width_ && !ruled_left_[place(column + cell.column_span, row)] &&
           !taken_[place(column + cell.column_span, row)]) {
      ++cell.column_span;
    }
    while (row + cell.row_span < height_ && goes_on_below(cell)) {
      ++cell.row_span;
    }
    for (std::size_t covered_row = row; covered_row < row + cell.row_span; ++covered_row) {
      for (std::size_t covered_column = column; covered_column < column + cell.column_span; ++covered_column) {
        taken_[place(covered_column, covered_row)] = true;
      }
    }
    return cell;
  }

  [[nodiscard]] bool goes_on_below(const PdfGridCell& cell) const {
    const std::size_t row = cell.row + cell.row_span;
    for (std::size_t column = cell.column; column < cell.column + cell.column_span; ++column) {
      if (ruled_above_[place(column, row)] || taken_[place(column, row)] ||
          (column > cell.column && ruled_left_[place(column, row)])) {
        return false;
      }
    }
    return true;
  }

  std::size_t width_;
  std::size_t height_;
  std::vector<bool> taken_;
  std::vector<bool> ruled_left_;
  std::vector<bool> ruled_above_;
};

}  // namespace

std::vector<PdfGrid> find_grids(const PdfRulings& rulings) {
  const PdfRulings joined{.horizontal = joined_rulings(rulings.horizontal),
                          .vertical = joined_rulings(rulings.vertical)};
  std::vector<PdfGrid> grids;
  if (joined.horizontal.size() * joined.vertical.size() > most_crossings_to_test) {
    return grids;
  }
  for (const PdfRulings& group : connected_rulings(joined)) {
    if (group.horizontal.empty() || group.vertical.empty()) {
      continue;
    }
    const Edges columns = edges_of(group.vertical, group.horizontal);
    const Edges rows = edges_of(group.horizontal, group.vertical);
    if (columns.at.size() < 3 || rows.at.size() < 3 || columns.at.size() * rows.at.size() > most_places) {
      continue;
    }
    grids.push_back({.columns = columns.at, .rows = rows.at, .cells = CellFinder(columns, rows).find()});
  }
  return grids;
}

}  // namespace docexport
