#include "documents/pdf_rendering.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <SplashOutputDev.h>

#include <splash/SplashBitmap.h>

#include "docexport/model/content.hpp"

namespace docexport {
namespace {

constexpr double wanted_dots = 300;
constexpr double fewest_dots = 10;
constexpr double most_pixels = 25e6;

/// Dots an inch for a page of so many points; 0 if it cannot be drawn at all.
int resolution_for(double width, double height) {
  const double square_inches = width / points_per_inch * height / points_per_inch;
  if (!std::isfinite(square_inches) || square_inches <= 0) {
    return 0;
  }
  const double dots = std::min(wanted_dots, std::floor(std::sqrt(most_pixels / square_inches)));
  return dots < fewest_dots ? 0 : static_cast<int>(dots);
}

}  // namespace

PdfBitmap render_pdf_page(PDFDoc& document, int page_no) {
  PdfBitmap result{.dots_per_inch =
                       resolution_for(document.getPageCropWidth(page_no), document.getPageCropHeight(page_no))};
  if (result.dots_per_inch == 0) {
    return {};
  }
  std::array<unsigned char, 1> white{0xFF};
  SplashOutputDev device(splashModeMono8, 1, false, white.data());
  device.startDoc(&document);
  document.displayPage(&device, page_no, result.dots_per_inch, result.dots_per_inch, 0, false, true, false);
  SplashBitmap* bitmap = device.getBitmap();
  if (bitmap == nullptr || bitmap->getDataPtr() == nullptr || bitmap->getRowSize() <= 0) {
    return {};
  }
  result.width = bitmap->getWidth();
  result.height = bitmap->getHeight();
  result.pixels.reserve(static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height));
  for (int line = 0; line < result.height; ++line) {
    const unsigned char* first = bitmap->getDataPtr() + static_cast<std::ptrdiff_t>(line) * bitmap->getRowSize();
    result.pixels.insert(result.pixels.end(), first, first + result.width);
  }
  return result;
}

}  // namespace docexport
