#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "docexport/model/content.hpp"
#include "documents/pdf_tags.hpp"

namespace docexport {

struct PdfFont {
  std::string name{};  ///< without the prefix of a subset
  bool bold = false;
  bool italic = false;
  bool fixed_width = false;
};

/// Characters that the page places next to each other. Boxes are in points from the page's top left corner.
struct PdfWord {
  std::string text{};  ///< valid UTF-8, in the order of the eye: from left to right whatever the script
  BoundingBox box{};
  double baseline = 0;  ///< y of the line it stands on; x where it is turned by one or three quarters
  double size = 0;
  int font = 0;           ///< index into PdfPage::fonts
  int quarter_turns = 0;  ///< clockwise, 0 to 3
  bool space_after = false;
  std::string link{};        ///< the URL it leads to; empty for none
  int first_byte = 0;        ///< its place in all text of the page, in the order of drawing
  int element = no_element;  ///< index into PdfPage::elements, or what pdf_tags.hpp names
};

/// A line that is drawn along the page's edges: at y from x to x, or at x from y to y.
struct PdfRuling {
  double at = 0;
  double from = 0;
  double to = 0;
};

struct PdfRulings {
  std::vector<PdfRuling> horizontal{};
  std::vector<PdfRuling> vertical{};
};

/// A picture where the page shows it.
struct PdfPicture {
  BoundingBox box{};
  std::string alternative_text{};
};

/// One page as the file has it, words in the order in which they are drawn.
struct PdfPage {
  PageInfo info{};
  std::vector<PdfFont> fonts{};
  std::vector<PdfWord> words{};
  PdfRulings rulings{};
  std::vector<PdfPicture> pictures{};  ///< that matter
  std::vector<PdfElement> elements{};  ///< of a tagged file whose tags can be trusted
  std::size_t glyphs = 0;
  std::size_t unmapped_glyphs = 0;  ///< drawn, but nothing in the file says which characters they are
  bool truncated = false;           ///< had more words than are read from one page
  std::size_t notes = 0;            ///< remarks and attached files that are not part of the page itself
};

/// What a line is on its page: text, or a running header or footer.
enum class PdfLineRole { body, page_header, page_footer };

/// A table as the page has it. Its words are in no line.
struct PdfTable {
  BoundingBox box{};  ///< upright, as a line's
  std::vector<Row> rows{};
  int header_rows = 0;
  std::vector<double> columns{};  ///< where its columns begin, and where the last ends
  double size = 0;                ///< of most of its words
  int element = 0;                ///< the number of its tag, which it keeps on the next page; 0 for none
};

/// A line of one column, in reading order, its words joined; or the place of a table.
struct PdfLine {
  std::string text{};  ///< in logical order, ligatures resolved; a soft hyphen may stand at its end
  BoundingBox box{};   ///< as seen when the text is turned upright
  double baseline = 0;
  int quarter_turns = 0;
  double size = 0;  ///< of most of its characters, as are the font and its style
  std::string font_name{};
  bool bold = false;
  bool italic = false;
  bool fixed_width = false;
  bool right_to_left = false;
  bool begins_with_note_mark = false;  ///< a small raised number or sign
  bool is_row = false;                 ///< its parts are cells, or an entry and its page, rather than a sentence
  double first_word_width = 0;         ///< what would have to fit into the line above
  double text_start_offset = 0;  ///< from the line's start to its second word: where the text after a marker begins
  std::size_t characters = 0;
  int column = 0;  ///< rises by one from column to column
  PdfLineRole role = PdfLineRole::body;
  std::vector<Span> links{};            ///< of text that reads from left to right
  std::optional<std::size_t> table{};   ///< index into PdfPageLines::tables: the line has no text of its own
  std::optional<std::size_t> tagged{};  ///< index into PdfPageLines::tagged: the block that it is part of
};

/// A line near the upper or lower edge, in a form that can be compared with those of other pages.
struct PdfMarginLine {
  std::size_t line = 0;  ///< index into PdfPageLines::lines
  PdfLineRole role = PdfLineRole::page_header;
  double distance = 0;  ///< of its baseline from the page's upper or lower edge
  std::string key{};    ///< the text with each number replaced
  int page_offset = 0;  ///< its number less the page's own, if it has one at its beginning or end
  bool has_number = false;
};

/// The lines of a page, and what of the page is needed after its words are gone.
struct PdfPageLines {
  PageInfo info{};
  std::vector<PdfLine> lines{};
  std::vector<PdfTable> tables{};
  std::vector<Block> tagged{};           ///< what the file's tags say of a block, which has no text yet
  std::vector<PdfMarginLine> margins{};  ///< from the edge inwards
  std::vector<PdfPicture> pictures{};
  std::vector<Block> recognized{};  ///< what OCR has read of a page without text
};

}  // namespace docexport
