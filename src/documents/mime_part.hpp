#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "documents/mime_field.hpp"
#include "documents/mime_header.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// A message or a part of one. Views point into the bytes that it was parsed from.
struct MimePart {
  std::vector<MimeHeader> headers{};
  MimeField type{};         ///< "text/plain" when nothing is said
  MimeField disposition{};  ///< empty when nothing is said
  std::string_view body{};  ///< as it was transferred
  std::vector<MimePart> parts{};

  [[nodiscard]] bool is_multipart() const { return type.value.starts_with("multipart/"); }
  [[nodiscard]] bool is_text() const { return type.value.starts_with("text/"); }
  [[nodiscard]] bool is_message() const { return type.value == "message/rfc822" || type.value == "message/global"; }
  /// As people named it, a name without folders; empty if nobody did.
  [[nodiscard]] std::string file_name() const;
  [[nodiscard]] std::string transfer_encoding() const;
  /// The body's own bytes.
  [[nodiscard]] std::string decoded_body() const;
};

struct ParsedMime {
  MimePart message{};
  bool has_too_many_parts = false;  ///< some are missing
};

/// Takes a message apart, however broken: a multipart without its boundary is split at what looks like one, one
/// without parts is text, one that is cut ends where the bytes do. Throws Error (`limit`) when parts are nested deeper
/// than the budget allows.
ParsedMime parse_mime(std::string_view bytes, const ReadingBudget& budget);

}  // namespace docexport
