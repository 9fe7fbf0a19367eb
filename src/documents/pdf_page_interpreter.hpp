#pragma once

#include <map>
#include <memory>
#include <string>

#include <Gfx.h>
#include <Object.h>
#include <PDFDoc.h>
#include <Page.h>

#include "documents/pdf_page_device.hpp"

namespace docexport {

/// Plays the pages of a file, and the annotations on them, to a device. The library alone makes the fonts of each page
/// anew, which takes a third of the time; an interpreter here stays, with its fonts, for as long as the pages that
/// follow have the same size and mean the same fonts by the same names.
class PdfPageInterpreter {
 public:
  /// Both must outlive the interpreter.
  PdfPageInterpreter(PDFDoc& document, PdfPageDevice& device) : document_(document), device_(device) {}

  /// Shows a page, from 1, at 72 dots an inch, without the frames of links. The device is not started for a page that
  /// cannot be read.
  void show(int page_no);

 private:
  using Fonts = std::map<std::string, Ref>;

  /// Starts the page on the device, with an interpreter that fits it.
  void start(Page& page, const Fonts& fonts);
  [[nodiscard]] bool fits(const Page& page, const Fonts& fonts) const;
  void add_fonts(const Fonts& fonts);
  void draw(Page& page);
  /// Ends what the content left unfinished; false if that were marks, each of which may hide what follows.
  bool finish_content();

  PDFDoc& document_;
  PdfPageDevice& device_;
  std::unique_ptr<Gfx> interpreter_{};
  PDFRectangle box_{};
  int rotation_ = 0;
  Fonts fonts_{};        ///< of the interpreter
  int font_layers_ = 0;  ///< the dictionaries that they are in
};

}  // namespace docexport
