#pragma once

#include <cstddef>

namespace docexport {

/// What one record of a tabular document may hold: it is the largest thing that is in memory at once.
inline constexpr std::size_t max_record_bytes = std::size_t{64} << 20;

/// As many columns as a spreadsheet has.
inline constexpr std::size_t max_columns = 16384;

/// Bytes of all column names together.
inline constexpr std::size_t max_column_name_bytes = std::size_t{16} << 20;

/// Markdown is parsed as a whole, so its text is held in memory.
inline constexpr std::size_t max_markdown_bytes = std::size_t{64} << 20;

/// A mail is held in memory as a whole, a mailbox message by message.
inline constexpr std::size_t max_message_bytes = std::size_t{256} << 20;

/// Arrays and objects inside each other.
inline constexpr int max_json_depth = 1000;

/// A page of HTML is parsed as a whole, and its tree is many times its size.
inline constexpr std::size_t max_html_bytes = std::size_t{64} << 20;
inline constexpr std::size_t max_html_tree_bytes = std::size_t{1} << 30;

/// A paragraph of plain text is split when it grows larger.
inline constexpr std::size_t max_paragraph_bytes = std::size_t{1} << 20;

}  // namespace docexport
