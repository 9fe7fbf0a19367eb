#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/print_face.hpp"
#include "formats/print_plain_line.hpp"
#include "formats/styled_runs.hpp"

namespace docexport {

struct PrintTextStyle {
  double size = 10.5;
  bool is_bold = false;
  bool is_italic = false;
  bool is_mono = false;
  bool is_grey = false;
  bool ends_at_right = false;
};

struct PrintPoint {
  double x = 0;
  double y = 0;
};

/// A line of a text that was laid out.
struct PrintLine {
  PangoLayoutLine* line = nullptr;  ///< the text's; none of a plain line
  double indent = 0;                ///< from the text's left edge
  double width = 0;
  double ascent = 0;  ///< from its top to its baseline
  double height = 0;
};

/// A text of many scripts, in lines of a width.
class PrintText {
 public:
  PrintText(PangoContext* fonts, const std::string& text, const PrintTextStyle& style, double width);
  PrintText(PangoContext* fonts, const std::vector<StyledRun>& runs, const PrintTextStyle& style, double width);

  /// At least one.
  [[nodiscard]] const std::vector<PrintLine>& lines() const noexcept { return lines_; }
  [[nodiscard]] double height() const;

  /// Draws the line with the left end of the text at the point, which is the line's top.
  void draw(cairo_t* cairo, const PrintLine& line, const PrintPoint& top_left) const;

  struct Link {
    double x = 0;  ///< from the text's left edge
    double width = 0;
    std::string address{};
  };
  [[nodiscard]] std::vector<Link> links_in(const PrintLine& line) const;

 private:
  struct LinkRange {
    int begin = 0;
    int end = 0;
    std::string address{};
  };

  void lay_out();
  void add_line(PangoLayoutLine* line, const PangoRectangle& logical, int ascent);
  /// Whether the text is a plain line that fits the width, and has been laid out as such.
  bool lay_out_plain(const PrintTextStyle& style, double width);

  std::string text_;
  std::vector<LinkRange> links_;
  ObjectPointer<PangoLayout> layout_;
  std::shared_ptr<const PlainLine> plain_;
  std::vector<PrintLine> lines_;
  bool is_grey_;
};

/// Readable text (text_line.hpp) without the code points that are no characters, which a PDF may not hold.
std::string printable_text(std::string_view text);

/// The runs in pieces of about 4 KiB, divided at ends of lines or words where there are any: what is laid out at once
/// needs memory.
std::vector<std::vector<StyledRun>> print_pieces(std::vector<StyledRun> runs);

}  // namespace docexport
