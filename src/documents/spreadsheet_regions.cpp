#include "documents/spreadsheet_regions.hpp"

#include <algorithm>
#include <numeric>

namespace docexport {
namespace {

/// Which cells belong together: a forest whose trees are the regions. A root is the first of its cells.
class Union {
 public:
  explicit Union(std::size_t size) : parents_(size) { std::iota(parents_.begin(), parents_.end(), std::size_t{0}); }

  std::size_t root(std::size_t node) {
    while (parents_[node] != node) {
      parents_[node] = parents_[parents_[node]];
      node = parents_[node];
    }
    return node;
  }

  void join(std::size_t one, std::size_t other) {
    one = root(one);
    other = root(other);
    parents_[std::max(one, other)] = std::min(one, other);
  }

 private:
  std::vector<std::size_t> parents_;
};

/// Places side by side that one cell takes, down to the row before `rows_end`.
struct Run {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t rows_end = 0;
  std::size_t node = 0;
};

/// Joins each run with those that it overlaps or, when `reach` is 1, stands beside; both ascend.
void join_neighbours(Union& cells, const std::vector<Run>& runs, const std::vector<Run>& others, std::uint64_t reach) {
  std::size_t first = 0;
  for (const Run& run : runs) {
    while (first < others.size() && others[first].end + reach <= run.begin) {
      ++first;
    }
    for (std::size_t index = first; index < others.size() && others[index].begin < run.end + reach; ++index) {
      if (others[index].end + reach > run.begin) {
        cells.join(run.node, others[index].node);
      }
    }
  }
}

Union join_touching(const std::vector<SheetRow>& rows, std::size_t cell_count) {
  Union cells(cell_count);
  std::vector<Run> above;
  std::vector<Run> here;
  std::size_t node = 0;
  for (const SheetRow& row : rows) {
    std::erase_if(above, [&row](const Run& run) { return run.rows_end < row.number; });
    here.clear();
    for (const SheetCell& cell : row.cells) {
      here.push_back({.begin = cell.column,
                      .end = cell.column + static_cast<std::uint64_t>(cell.cell.column_span),
                      .rows_end = row.number + static_cast<std::uint64_t>(cell.cell.row_span),
                      .node = node++});
    }
    join_neighbours(cells, here, above, 0);
    std::copy_if(above.begin(), above.end(), std::back_inserter(here),
                 [&row](const Run& run) { return run.rows_end > row.number; });
    std::sort(here.begin(), here.end(), [](const Run& one, const Run& other) { return one.begin < other.begin; });
    join_neighbours(cells, here, here, 1);
    above.swap(here);
  }
  return cells;
}

}  // namespace

std::uint32_t right_edge(const SheetCell& cell) {
  const int span = cell.cell.column_span;
  return cell.column + (span > widest_telling_span ? 1 : static_cast<std::uint32_t>(span));
}

std::vector<SheetRegion> find_sheet_regions(const std::vector<SheetRow>& rows) {
  const std::size_t cell_count =
      std::accumulate(rows.begin(), rows.end(), std::size_t{0},
                      [](std::size_t count, const SheetRow& row) { return count + row.cells.size(); });
  Union cells = join_touching(rows, cell_count);
  std::vector<SheetRegion> regions;
  std::vector<std::size_t> region_of(cell_count);
  std::size_t node = 0;
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    for (std::uint32_t index = 0; index < rows[row].cells.size(); ++index, ++node) {
      const SheetCell& cell = rows[row].cells[index];
      const std::size_t root = cells.root(node);
      if (root == node) {
        region_of[node] = regions.size();
        regions.push_back({.columns = {.left = cell.column, .right = cell.column}});
      }
      SheetRegion& region = regions[region_of[root]];
      region.places.push_back({.row = row, .cell = index});
      region.columns.left = std::min(region.columns.left, cell.column);
      region.columns.right = std::max(region.columns.right, right_edge(cell));
    }
  }
  return regions;
}

}  // namespace docexport
