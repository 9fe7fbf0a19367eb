#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "docexport/model/content.hpp"
#include "formats/output_file.hpp"
#include "formats/print_face.hpp"

namespace docexport {

struct PrintBox {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// What an element of the document's structure is of. The rows and cells of large tables have none: they would be most
/// of the file.
enum class StructurePart { text, table };

/// A PDF while it is written page by page: lengths are points from a page's top left corner. Content goes between the
/// margins, from `y` down; finished pages go to the output at once.
class PrintCanvas {
 public:
  PrintCanvas(OutputFile& output, const Metadata& metadata, const std::string& title);
  PrintCanvas(const PrintCanvas&) = delete;
  PrintCanvas& operator=(const PrintCanvas&) = delete;
  ~PrintCanvas();

  [[nodiscard]] cairo_t* cairo() const noexcept { return cairo_; }
  [[nodiscard]] PangoContext* fonts() const noexcept { return fonts_.get(); }
  [[nodiscard]] double left() const noexcept { return left_; }
  [[nodiscard]] double width() const noexcept { return page_width_ - 2 * margin; }
  [[nodiscard]] double y() const noexcept { return y_; }
  [[nodiscard]] double room() const noexcept { return page_height_ - margin - y_; }
  [[nodiscard]] double full_height() const noexcept { return page_height_ - 2 * margin; }
  [[nodiscard]] bool is_at_top() const noexcept { return y_ <= margin; }

  void advance(double height) noexcept { y_ += height; }
  /// White space, which a page does not begin with.
  void skip(double height);
  /// Goes on at the top of a new page. Throws Error when the pages so far could not be written.
  void start_page();
  /// Makes pages as wide as content of that width needs, A4 at least; begins a page if that is another width than now.
  void set_content_width(double width);

  /// An entry of the outline that points to where the content has come to; below the last one of a lower level.
  void add_outline(int level, const std::string& text);
  /// Makes an area of the page a link, if the address is one that may stand in a PDF.
  void add_link(const PrintBox& area, const std::string& address);

  /// The last page is complete, and the file.
  void finish();

  /// Whether another element of the document's structure may be told; each costs memory until the end.
  bool take_structure_element(StructurePart part);

 private:
  static constexpr double margin = 56;

  void end_page();
  void check();
  void draw_page_number();

  std::exception_ptr write_failure_;
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cairo_ = nullptr;
  ObjectPointer<PangoContext> fonts_;
  double left_ = margin;
  double page_width_;
  double page_height_;
  double y_ = margin;
  int page_number_ = 1;
  int structure_elements_ = 0;
  int table_elements_ = 0;
  std::vector<std::pair<int, int>> outline_;  ///< level and id of the entries above the next one
};

/// An element of the structure (PDF's role names: `P`, `TD`) around what is drawn while it lives.
class PrintElement {
 public:
  PrintElement(PrintCanvas& canvas, const char* role, StructurePart part = StructurePart::text);
  PrintElement(const PrintElement&) = delete;
  PrintElement& operator=(const PrintElement&) = delete;
  ~PrintElement();

 private:
  cairo_t* cairo_;
  const char* role_;
};

}  // namespace docexport
