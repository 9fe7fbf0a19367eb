#include "storage/content_disposition.hpp"

#include <fmt/format.h>

#include "storage/percent_encoding.hpp"

namespace docexport {
namespace {

/// Quotes and backslashes would need an escape that programs disagree on, `%` is decoded by some, and a signature's
/// canonical form would make one space of two.
bool is_plain(char each, char before) {
  return each >= 0x20 && each < 0x7f && each != '"' && each != '\\' && each != '%' && !(each == ' ' && before == ' ');
}

}  // namespace

std::string attachment_disposition(std::string_view file_name) {
  std::string plain_name;
  bool has_lead_byte = false;
  for (const char each : file_name) {
    const char before = plain_name.empty() ? '\0' : plain_name.back();
    if (is_plain(each, before)) {
      plain_name += each;
      continue;
    }
    // One underscore for a character, not for each of its bytes.
    const bool is_trail_byte = (static_cast<unsigned char>(each) & 0xc0U) == 0x80U;
    if (!is_trail_byte || !has_lead_byte) {
      plain_name += '_';
    }
    has_lead_byte = true;
  }
  if (plain_name == file_name) {
    return fmt::format("attachment; filename=\"{}\"", plain_name);
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain_name, percent_encode(file_name));
}

}  // namespace docexport
