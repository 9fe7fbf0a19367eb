#pragma once

#include "docexport/documents/readers.hpp"

namespace docexport {

/// An HTML or XHTML page as a browser shows it: headings, paragraphs, lists, tables, code, quotes, pictures, formulas
/// and its forms' fields. The only `h1` is the title. Navigation, the page's footer, and what stands before the first
/// heading and is nothing but links or images, are page headers and footers.
void read_html(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

}  // namespace docexport
