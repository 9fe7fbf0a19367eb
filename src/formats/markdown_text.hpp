#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// Which characters of a text could be taken for markup somewhere in it, and so are escaped. A lone asterisk, say,
/// cannot.
struct MarkdownEscapes {
  bool stars = false;
  bool underscores = false;
  bool tildes = false;
  bool brackets = false;
  bool pipes = false;  ///< in a table
};

/// For text that has no spans.
MarkdownEscapes choose_escapes(std::string_view text);

/// Appends a piece of readable text (text_line.hpp) so that a CommonMark or GFM parser reads it back as it is. `next`
/// is the first byte after the piece, 0 if there is none. Line ends stay as they are.
void append_markdown_text(std::string& markdown, std::string_view piece, const MarkdownEscapes& escapes, char next);

/// Makes a block's inline Markdown fit to stand in lines of its own, each hard line end followed by `indent`: nothing
/// at the start of a line can be taken for a heading, list, quote, rule, table or code block.
std::string markdown_lines(std::string_view inlines, std::string_view indent);

/// The inline Markdown in one line, its lines joined by `separator`.
std::string markdown_one_line(std::string_view inlines, std::string_view separator);

/// A heading's text: as one line, whose end cannot be taken for a closing sequence of `#`.
std::string markdown_heading(std::string_view inlines);

/// The text of a cell of a table.
std::string markdown_cell(std::string_view text);

/// `<…>` or the bare target, as it stands in the parentheses of a link.
std::string markdown_target(std::string_view target);

}  // namespace docexport
