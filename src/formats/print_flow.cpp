#include "formats/print_flow.hpp"

#include <optional>

namespace docexport {

namespace {

constexpr double thin_line = 0.5;
constexpr double marker_gap = 5;

void shade(PrintCanvas& canvas, const PrintBox& box) {
  constexpr double light = 0.95;
  cairo_set_source_rgb(canvas.cairo(), light, light, light);
  cairo_rectangle(canvas.cairo(), box.x, box.y, box.width, box.height);
  cairo_fill(canvas.cairo());
}

void draw_bar(PrintCanvas& canvas, const PrintBox& line) {
  constexpr double grey = 0.75;
  constexpr double distance = 8;
  constexpr double thickness = 2;
  cairo_set_source_rgb(canvas.cairo(), grey, grey, grey);
  cairo_rectangle(canvas.cairo(), line.x - distance, line.y, thickness, line.height);
  cairo_fill(canvas.cairo());
}

void draw_marker(PrintCanvas& canvas, const PrintParagraph& paragraph, const PrintPoint& top_right) {
  PrintTextStyle style = paragraph.style;
  style.is_bold = false;
  const PrintText marker(canvas.fonts(), paragraph.marker, style, canvas.width());
  const PrintLine line = marker.lines().front();
  marker.draw(canvas.cairo(), line,
              {.x = std::max(canvas.left(), top_right.x - marker_gap - line.width) - line.indent, .y = top_right.y});
}

/// Prints one piece; where the marker is, the first line has it.
class ParagraphPrinter {
 public:
  ParagraphPrinter(PrintCanvas& canvas, const PrintParagraph& paragraph) : canvas_(canvas), paragraph_(paragraph) {}

  void print(const PrintText& text) {
    const std::vector<PrintLine>& lines = text.lines();
    for (std::size_t first = 0; first < lines.size();) {
      if (lines[first].height > canvas_.room() && !canvas_.is_at_top()) {
        canvas_.start_page();
      }
      first = print_lines(text, first);
    }
  }

 private:
  /// Prints the lines that the page has room for, one at least; returns the first that it has none for.
  std::size_t print_lines(const PrintText& text, std::size_t first) {
    const std::vector<PrintLine>& lines = text.lines();
    const double x = canvas_.left() + paragraph_.indent;
    std::vector<std::pair<PrintBox, std::string>> links;
    std::size_t next = first;
    {
      const PrintElement element(canvas_, paragraph_.role);
      do {
        const PrintLine& line = lines[next++];
        const PrintBox box{
            .x = x, .y = canvas_.y(), .width = canvas_.width() - paragraph_.indent, .height = line.height};
        decorate(box);
        text.draw(canvas_.cairo(), line, {.x = x, .y = box.y});
        for (const PrintText::Link& link : text.links_in(line)) {
          links.push_back({{.x = x + link.x, .y = box.y, .width = link.width, .height = line.height}, link.address});
        }
        canvas_.advance(line.height);
      } while (next < lines.size() && lines[next].height <= canvas_.room());
    }
    for (const auto& [box, address] : links) {
      canvas_.add_link(box, address);
    }
    return next;
  }

  void decorate(const PrintBox& line) {
    if (paragraph_.has_background) {
      shade(canvas_, line);
    }
    if (paragraph_.has_bar) {
      draw_bar(canvas_, line);
    }
    if (!paragraph_.marker.empty() && !marker_is_drawn_) {
      draw_marker(canvas_, paragraph_, {.x = line.x, .y = line.y});
      marker_is_drawn_ = true;
    }
  }

  PrintCanvas& canvas_;
  const PrintParagraph& paragraph_;
  bool marker_is_drawn_ = false;
};

}  // namespace

void print_paragraph(PrintCanvas& canvas, std::vector<StyledRun> runs, const PrintParagraph& paragraph) {
  canvas.skip(paragraph.space_before);
  if (canvas.room() < paragraph.keep) {
    canvas.start_page();
  }
  ParagraphPrinter printer(canvas, paragraph);
  for (const std::vector<StyledRun>& piece : print_pieces(std::move(runs))) {
    printer.print(PrintText(canvas.fonts(), piece, paragraph.style, canvas.width() - paragraph.indent));
  }
  canvas.skip(paragraph.space_after);
}

void print_picture_place(PrintCanvas& canvas, const std::string& text) {
  constexpr double padding = 10;
  constexpr double grey = 0.6;
  const PrintText label(canvas.fonts(), text.empty() ? "Picture" : "Picture: " + text,
                        {.size = 9, .is_italic = true, .is_grey = true}, canvas.width() - 2 * padding);
  const double height = label.lines().front().height;
  if (canvas.room() < height + 2 * padding) {
    canvas.start_page();
  }
  cairo_set_source_rgb(canvas.cairo(), grey, grey, grey);
  cairo_set_line_width(canvas.cairo(), thin_line);
  cairo_rectangle(canvas.cairo(), canvas.left(), canvas.y(), canvas.width(), height + 2 * padding);
  cairo_stroke(canvas.cairo());
  const PrintElement element(canvas, "Figure");
  label.draw(canvas.cairo(), label.lines().front(), {.x = canvas.left() + padding, .y = canvas.y() + padding});
  canvas.advance(height + 2 * padding);
  canvas.skip(padding);
}

void print_rule(PrintCanvas& canvas) {
  constexpr double space = 8;
  constexpr double grey = 0.6;
  canvas.skip(space);
  cairo_set_source_rgb(canvas.cairo(), grey, grey, grey);
  cairo_set_line_width(canvas.cairo(), thin_line);
  cairo_move_to(canvas.cairo(), canvas.left(), canvas.y());
  cairo_line_to(canvas.cairo(), canvas.left() + canvas.width(), canvas.y());
  cairo_stroke(canvas.cairo());
  canvas.skip(space);
}

}  // namespace docexport
