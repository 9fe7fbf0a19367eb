#include "documents/pdf_string.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include <UTF.h>

#include "docexport/base/text.hpp"
#include "docexport/model/content.hpp"
#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

constexpr std::size_t max_value_bytes = 64 << 10;

struct FreeMemory {
  void operator()(Unicode* memory) const noexcept { std::free(memory); }  // NOLINT: the library allocates with malloc
};

bool is_line_break(Unicode character) {
  return character == '\n' || character == '\r' || character == '\t';
}

}  // namespace

std::string text_of_pdf_string(const GooString* value) {
  if (value == nullptr) {
    return {};
  }
  Unicode* characters = nullptr;
  const int count = TextStringToUCS4(value->toStr(), &characters);
  const std::unique_ptr<Unicode, FreeMemory> owner(characters);
  std::string text;
  for (int index = 0; index < count && text.size() < max_value_bytes; ++index) {
    append_character(is_line_break(characters[index]) ? ' ' : characters[index], text);
  }
  return std::string(trim(text));
}

BoundingBox box_of_pdf_rectangle(const PDFRectangle& rectangle, Page& page) {
  std::array<double, 6> matrix{};
  page.getDefaultCTM(matrix.data(), points_per_inch, points_per_inch, 0, false, true);
  const auto x = [&matrix](double across, double up) { return matrix[0] * across + matrix[2] * up + matrix[4]; };
  const auto y = [&matrix](double across, double up) { return matrix[1] * across + matrix[3] * up + matrix[5]; };
  const double first_x = x(rectangle.x1, rectangle.y1);
  const double first_y = y(rectangle.x1, rectangle.y1);
  const double second_x = x(rectangle.x2, rectangle.y2);
  const double second_y = y(rectangle.x2, rectangle.y2);
  return {.left = std::min(first_x, second_x),
          .top = std::min(first_y, second_y),
          .right = std::max(first_x, second_x),
          .bottom = std::max(first_y, second_y)};
}

}  // namespace docexport
