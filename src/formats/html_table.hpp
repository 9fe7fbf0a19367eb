#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/cell_places.hpp"
#include "formats/output_file.hpp"

namespace docexport {

/// A table of an html export, written as its rows come. It can be scrolled on its own, by keyboard too.
class HtmlTableWriter {
 public:
  /// The file must outlive this.
  explicit HtmlTableWriter(OutputFile& output) : output_(output) {}

  /// `label` is what the table is called; the caption is shown above it.
  void open(std::string_view label, std::string_view caption, std::uint64_t header_rows);
  void add_row(const GridRow& row);
  void add_row(const Row& row);
  void add_header(const std::vector<std::string>& columns);
  void close();

 private:
  enum class Section { none, head, body };

  void enter(Section section);
  void append_cell(const CellPlace& place, bool is_header);

  OutputFile& output_;
  CellPlaces places_;
  GridRow row_;
  Section section_ = Section::none;
  std::uint64_t row_count_ = 0;
  std::uint64_t header_rows_ = 0;
  std::uint64_t head_end_ = 0;  ///< the row after the last that a header reaches into
};

}  // namespace docexport
