#include <algorithm>
#include <string>
#include <string_view>

#include "fuzz/fuzzed_document.hpp"
#include "unit/documents/pdf_fixture.hpp"

namespace docexport::test {
namespace {

constexpr std::size_t most_pages = 4;

/// The bytes as the content of pages, which form feeds divide, in a file that is whole otherwise.
std::string pdf_around(std::string_view contents) {
  PdfWriter writer;
  writer.catalog(" /MarkInfo << /Marked true >> /OCProperties << /OCGs [3 0 R] /D << /OFF [3 0 R] >> >>")
      .info("/Type /OCG /Name (Layer)");
  writer.element(writer.element(0, "Document"), "P");
  for (std::size_t page = 0; page < most_pages; ++page) {
    const std::size_t end = page + 1 < most_pages ? std::min(contents.find('\f'), contents.size()) : contents.size();
    writer.page()
        .resources("/Font << /F1 4 0 R /F2 5 0 R /F3 6 0 R /F4 7 0 R /F5 8 0 R >> /Properties << /Layer 3 0 R >>")
        .operators(contents.substr(0, end));
    if (end == contents.size()) {
      break;
    }
    contents.remove_prefix(end + 1);
  }
  return writer.bytes();
}

}  // namespace
}  // namespace docexport::test

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string pdf = docexport::test::pdf_around({reinterpret_cast<const char*>(data), size});
  docexport::test::read_fuzzed_document(reinterpret_cast<const unsigned char*>(pdf.data()), pdf.size(),
                                        "application/pdf");
  return 0;
}
