#pragma once

#include <string_view>

#include "docexport/formats/writers.hpp"

/// What docexport-pdfwriter.so exports to pdf_writer_library.cpp: the functions of pdf_format.hpp under names without
/// C++ in them. The two are built together and exceptions pass between them.
extern "C" {
void docexport_load_pdf_writer();
/// The caller owns what it gets.
docexport::Writer* docexport_make_pdf_writer(const docexport::RenderRequest& request, std::string_view media_type,
                                             const docexport::WriterFiles& files);
}
