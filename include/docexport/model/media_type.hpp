#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace docexport {

/// A kind of document that can be read.
struct ReadableType {
  std::string_view media_type;
  std::string_view name;                     ///< "PDF", "Markdown"
  std::vector<std::string_view> extensions;  ///< lower case, without the dot
  bool tabular = false;                      ///< its records are rows
  bool tables_are_rows = false;              ///< a spreadsheet: the rows of its tables are its records
};

/// All of them, in the order that help and refusals name them.
const std::vector<ReadableType>& readable_types();
bool is_readable(std::string_view media_type);

/// Whether it is a type of ours whose tables are its records.
bool is_spreadsheet_type(std::string_view media_type);

/// "plain text, Markdown, CSV, TSV, JSON, JSON Lines and PDF", for messages.
std::string readable_type_names();

/// The media type that the file name's extension stands for; empty when the extension is none of ours.
std::string_view media_type_of_name(std::string_view file_name);

}  // namespace docexport
