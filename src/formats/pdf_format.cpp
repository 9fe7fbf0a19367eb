#include "formats/pdf_format.hpp"

#include "formats/pdf_writer.hpp"
#include "formats/print_font_map.hpp"
#include "formats/print_fonts.hpp"
#include "formats/print_text.hpp"

namespace docexport {

void load_pdf_writer() {
  load_print_fonts();
  // Pango opens what it needs for a script, as its dictionary of Thai words, when the first text comes.
  const ObjectPointer<PangoContext> context = make_print_context();
  const PrintText warm_up(context.get(), "A \xD8\xB3\xD9\x84 \xE0\xB8\x81\xE0\xB8\xB2\xE0\xB8\xA3", PrintTextStyle(),
                          100);
  static_cast<void>(warm_up.lines());
}

std::unique_ptr<Writer> make_pdf_writer(const RenderRequest& request, std::string_view media_type,
                                        const WriterFiles& files) {
  return std::make_unique<PdfWriter>(request, media_type, files);
}

}  // namespace docexport
