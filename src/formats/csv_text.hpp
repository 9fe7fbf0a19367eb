#pragma once

#include <string_view>

#include "formats/byte_buffer.hpp"

namespace docexport {

/// What becomes of a cell that a spreadsheet would run as a formula.
enum class FormulaCells { quoted, raw };

/// Appends a cell as RFC 4180 has it, in quotation marks where needed. What is not valid UTF-8, and NUL, becomes
/// U+FFFD.
void append_csv_cell(ByteBuffer& buffer, std::string_view text, FormulaCells formulas);

/// Text inside quotation marks that are already open: quotation marks are doubled.
void append_csv_characters(ByteBuffer& buffer, std::string_view text);

/// Whether a spreadsheet may run the text: after blanks it begins with = + - @ (also full-width), TAB, CR or LF, and it
/// is not a plain number such as -5, +3.2 or -1e5.
bool looks_like_formula(std::string_view text);

}  // namespace docexport
