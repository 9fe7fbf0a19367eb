#include "documents/pdf_bidi.hpp"

#include <cstddef>
#include <memory>

#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "documents/pdf_text.hpp"

namespace docexport {
namespace {

std::string reordered(std::string_view text, std::uint16_t options) {
  const auto visual = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const UBiDiLevel direction = reads_right_to_left(text) ? UBIDI_RTL : UBIDI_LTR;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_open(), ubidi_close);
  ubidi_setReorderingMode(bidi.get(), UBIDI_REORDER_INVERSE_LIKE_DIRECT);
  ubidi_setPara(bidi.get(), visual.getBuffer(), visual.length(), direction, nullptr, &error);
  icu::UnicodeString logical;
  const int32_t capacity = visual.length() * 2 + 1;
  char16_t* buffer = logical.getBuffer(capacity);
  const int32_t length = ubidi_writeReordered(bidi.get(), buffer, capacity, options, &error);
  logical.releaseBuffer(U_FAILURE(error) != 0 ? 0 : length);
  std::string result;
  if (U_FAILURE(error) != 0) {
    result = text;
  } else {
    logical.toUTF8String(result);
  }
  return result;
}

}  // namespace

bool is_right_to_left(std::uint32_t character) {
  const UCharDirection direction = u_charDirection(static_cast<UChar32>(character));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool contains_right_to_left(std::string_view text) {
  if (is_plain_ascii(text)) {
    return false;
  }
  for (std::size_t offset = 0; offset < text.size();) {
    if (is_right_to_left(next_character(text, offset))) {
      return true;
    }
  }
  return false;
}

bool reads_right_to_left(std::string_view text) {
  if (is_plain_ascii(text)) {
    return false;
  }
  std::size_t right_to_left = 0;
  std::size_t left_to_right = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::uint32_t character = next_character(text, offset);
    if (is_right_to_left(character)) {
      ++right_to_left;
    } else if (u_charDirection(static_cast<UChar32>(character)) == U_LEFT_TO_RIGHT) {
      ++left_to_right;
    }
  }
  return right_to_left > left_to_right;
}

std::string visual_to_logical(std::string_view text) {
  std::string logical = reordered(text, UBIDI_KEEP_BASE_COMBINING);
  // Some files name a bracket after its shape, others after its meaning.
  const auto bracket = logical.find_first_of("()");
  if (bracket != std::string::npos && logical[bracket] == ')') {
    return reordered(text, UBIDI_KEEP_BASE_COMBINING | UBIDI_DO_MIRRORING);
  }
  return logical;
}

}  // namespace docexport
