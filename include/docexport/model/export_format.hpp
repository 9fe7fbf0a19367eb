#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace docexport {

/// The formats an export can have. The order is the one help texts use.
enum class ExportFormat { json, jsonl, csv, xlsx, xml, md, txt, html, pdf };

inline constexpr std::array all_export_formats = {ExportFormat::json, ExportFormat::jsonl, ExportFormat::csv,
                                                  ExportFormat::xlsx, ExportFormat::xml,   ExportFormat::md,
                                                  ExportFormat::txt,  ExportFormat::html,  ExportFormat::pdf};

std::string_view to_string(ExportFormat format);
std::optional<ExportFormat> parse_export_format(std::string_view text);
std::string_view file_extension(ExportFormat format);
/// The Content-Type the object gets; of a text format with `charset=utf-8`.
std::string_view content_type(ExportFormat format);
/// `JSON`, `CSV`, `Markdown`: for people.
std::string_view display_name(ExportFormat format);

/// What of the content goes into a row format (design §3). `automatic` is: the rows of a tabular source, else the
/// fields if there are any, else the blocks.
enum class View { automatic, fields, tables, blocks };

std::string_view to_string(View view);
std::optional<View> parse_view(std::string_view text);

}  // namespace docexport
