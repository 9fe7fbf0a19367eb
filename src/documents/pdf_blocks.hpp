#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/pdf_line_joining.hpp"
#include "documents/pdf_page.hpp"

namespace docexport {

/// A block, and what of its lines tells whether it is a heading.
struct PdfBlock {
  Block block{};
  double size = 0;
  bool bold = false;
  bool italic = false;
  bool begins_with_note_mark = false;
  bool is_row = false;
  std::size_t line_count = 0;
  std::size_t characters = 0;
  bool is_tagged = false;              ///< its label is what the file's tags say
  std::optional<std::size_t> table{};  ///< index into PdfPageLines::tables: nothing but its position is the block's
};

/// What a page's blocks depend on beside its lines.
struct PdfBlockContext {
  const KnownWords& words;
  bool body_is_fixed_width = false;  ///< then text in such a font is no code
  /// Whether the line is a heading that the outline names, and so a block of its own.
  std::function<bool(std::string_view line)> is_outline_title;
};

/// Joins the lines of a page to paragraphs, list items, code, rows, tables and running headers and footers, in their
/// order.
std::vector<PdfBlock> build_blocks(const PdfPageLines& page, const PdfBlockContext& context);

}  // namespace docexport
