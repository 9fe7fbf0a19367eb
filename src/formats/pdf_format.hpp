#pragma once

#include <memory>
#include <string_view>

#include "docexport/formats/writers.hpp"

namespace docexport {

/// Loads what writing a PDF needs (cairo, pango, the fonts) into memory: no file is opened for it later. Throws Error:
/// `internal` when a part of docexport is missing, `unsupported` when there is no font.
void load_pdf_writer();

std::unique_ptr<Writer> make_pdf_writer(const RenderRequest& request, std::string_view media_type,
                                        const WriterFiles& files);

}  // namespace docexport
