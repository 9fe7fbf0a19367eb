#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "docexport/documents/document_source.hpp"

namespace docexport {

/// How the bytes of a text stand for characters.
struct CharacterSet {
  std::string name = "UTF-8";  ///< as ICU knows it
  std::size_t mark_size = 0;   ///< bytes of the byte order mark
  bool is_valid_utf8 = true;   ///< the bytes after the mark need no conversion
  bool has_nul_bytes = false;  ///< of a text that is valid UTF-8
  std::uint64_t errors = 0;    ///< bytes that are not UTF-8
  std::optional<std::uint64_t> first_error{};
  std::string doubt{};  ///< one sentence why the name may be wrong; empty if it is certain
};

/// Reads the whole document once: byte order mark, then UTF-8 if all (or nearly all) of it is, then UTF-16 and UTF-32
/// by the places of their zero bytes, then what uchardet says.
CharacterSet find_character_set(const DocumentSource& source);

/// UTF-16 or UTF-32 by a byte order mark or by the places of zero bytes; empty when the bytes, the beginning of a
/// document, are neither.
std::string_view wide_character_set(std::string_view head);

/// Whether ICU has a converter of this name.
bool can_convert(const std::string& name);

/// Opens each converter that may be needed once, so that its table is in memory.
void load_character_sets();

}  // namespace docexport
