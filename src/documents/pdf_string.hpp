#pragma once

#include <string>

#include <Object.h>

#include <Page.h>

#include <goo/GooString.h>

#include "docexport/model/content.hpp"

namespace docexport {

/// A text string of the file (UTF-16, UTF-8 or PDFDocEncoding) as UTF-8 on one line, trimmed, of at most 64 KiB; empty
/// for none.
std::string text_of_pdf_string(const GooString* value);

/// The place of a rectangle of the page's own coordinates, in points from its top left corner as it is shown.
BoundingBox box_of_pdf_rectangle(const PDFRectangle& rectangle, Page& page);

}  // namespace docexport
