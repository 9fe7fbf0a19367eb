#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace docexport {

inline constexpr double points_per_inch = 72;

/// Points (1/72 inch) from the page's top left corner; names as in DoclingDocument.
struct BoundingBox {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

struct Position {
  int page_no = 0;  ///< from 1
  BoundingBox box{};
};

/// Levels of headings go from 1 to this.
inline constexpr int deepest_heading = 6;

/// Block labels of DoclingDocument. Tables are not blocks: they come row by row (ContentSink).
enum class BlockLabel {
  title,
  section_header,
  paragraph,
  text,
  list_item,
  code,
  quote,
  formula,
  caption,
  footnote,
  page_header,
  page_footer,
  horizontal_rule,
  picture  ///< the text is its alternative text or empty
};

std::string_view to_string(BlockLabel label);

/// A run of text inside a block. Offsets are bytes into `Block::text`.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool bold = false;
  bool italic = false;
  bool code = false;
  bool strikethrough = false;
  std::string link{};   ///< target, empty if none
  std::string image{};  ///< source of an image whose alternative text is the run; empty if none
};

struct Font {
  std::string name{};
  double size = 0;
};

/// One piece of content in reading order. Text is valid UTF-8 without markup.
struct Block {
  BlockLabel label = BlockLabel::text;
  int level = 0;  ///< 1 to 6 for a section_header, depth from 0 for a list_item, nesting from 1 for a quote
  std::string text{};
  std::vector<Span> spans{};
  std::string language{};         ///< of a code block
  bool ordered = false;           ///< list_item
  std::string marker{};           ///< list_item: "1." or "-"
  std::optional<bool> checked{};  ///< list_item: task list
  std::optional<Position> position{};
  std::optional<Font> font{};
  std::optional<double> confidence{};  ///< per cent, of text that OCR has read
};

/// `absent`: a record that does not have the column at all (JSON Lines), which differs from null and from empty text.
enum class CellType { text, number, boolean, null, json, absent, date };

/// One cell of a row. For `number` and `boolean` the text is the literal, for `json` compact JSON, for `null` and
/// `absent` empty; for `date` it is a date, a time or both as in ISO 8601 without a zone: `2024-01-15`,
/// `2024-01-15T10:30:00`, `10:30:00`.
struct Cell {
  std::string text{};
  CellType type = CellType::text;
  int column_span = 1;
  int row_span = 1;
};

using Row = std::vector<Cell>;

struct TableStart {
  std::string caption{};
  std::string sheet{};  ///< the name of the spreadsheet's sheet that it is on
  int header_rows = 0;  ///< the first rows that are headers
  std::optional<Position> position{};
};

struct PageInfo {
  int page_no = 0;
  double width = 0;
  double height = 0;
};

/// An entry of the document's own outline (bookmarks).
struct OutlineEntry {
  int level = 1;
  std::string title{};
  std::optional<int> page_no{};
};

struct Property {
  std::string name{};
  std::string value{};
};

/// What the source says about itself; empty strings for what it does not say. Dates are RFC 3339 UTC.
struct Metadata {
  std::string title{};
  std::string author{};
  std::string subject{};
  std::string keywords{};
  std::string created{};
  std::string modified{};
  std::string producer{};
  std::string creator{};
  std::string language{};
  std::string encoding{};  ///< of a text source: the charset it was read as
  std::optional<int> page_count{};
  std::optional<int> sheet_count{};
  std::optional<int> slide_count{};
  std::optional<int> message_count{};  ///< of a mailbox
  std::optional<int> image_count{};
  std::vector<OutlineEntry> outline{};
  std::vector<Property> custom{};  ///< what has no place above: a mail's `To`, a document's own properties
};

}  // namespace docexport
