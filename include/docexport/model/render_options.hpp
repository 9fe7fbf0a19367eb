#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "docexport/model/export_format.hpp"

namespace docexport {

/// What an export may need at most. A child that needs more is stopped, and the outcome is ErrorKind::limit.
struct RenderLimits {
  std::uint64_t memory_bytes = std::uint64_t{2} << 30;
  std::uint64_t output_bytes = std::uint64_t{16} << 30;
  std::uint64_t cpu_seconds = 300;
  std::uint64_t wall_seconds = 600;
  std::uint64_t inflated_bytes = std::uint64_t{2} << 30;  ///< of all that is read from a container's members
  std::uint64_t inflation_ratio = 200;  ///< bytes out for each byte in, of a member of more than a mebibyte
  std::uint64_t depth = 256;            ///< elements inside each other
  std::uint64_t cells = 50'000'000;     ///< of all tables of a document, places that spans cover among them
  std::uint64_t pages = 100'000;
};

/// Pages from the first to the last, counted from 1.
struct PageRange {
  int first = 1;
  int last = 1;
};

enum class HeadersFooters { drop, keep };
/// The shape of a `json` export.
enum class JsonSchema { docexport, docling };
enum class Compression { none, gzip, zstd };

/// Everything that decides the bytes of an export beside the document itself; kept in the catalog as `options`.
struct RenderOptions {
  View view = View::automatic;
  std::optional<std::uint64_t> table{};  ///< only this table, from 1
  bool raw_cells = false;                ///< csv: do not quote cells that a spreadsheet would run as a formula
  std::vector<PageRange> pages{};        ///< of a PDF, slides of a presentation; in order, not overlapping; empty: all
  std::string sheet{};                   ///< only this sheet of a spreadsheet
  std::vector<std::string> include_fields{};  ///< only these fields, compared without case; empty: all
  std::optional<double> min_confidence{};     ///< per cent; fields without a confidence stay
  /// Absent: json, xml and xlsx keep them, labelled; the others drop them.
  std::optional<HeadersFooters> headers_footers{};
  bool find_fields = true;  ///< look for fields in the text of a document that is not tabular
  bool ocr = false;
  std::string language = "eng";  ///< of OCR, as tesseract names them: "eng+deu"
  JsonSchema json_schema = JsonSchema::docexport;
  Compression compression = Compression::none;
};

std::string_view to_string(HeadersFooters choice);
std::string_view to_string(JsonSchema schema);
std::string_view to_string(Compression compression);
/// What follows the extension in the name of a compressed file: `.gz`, `.zst` or nothing.
std::string_view file_suffix(Compression compression);
/// The Content-Type of a stored file: a compressed one is that before it is anything else.
std::string_view content_type(ExportFormat format, Compression compression);
/// "1-3,7": ascending and not overlapping once read, whatever the order. Throws Error (`usage`).
std::vector<PageRange> parse_page_ranges(std::string_view text);
std::string write_page_ranges(const std::vector<PageRange>& pages);
/// All pages are wanted when there are no ranges.
bool is_page_wanted(const std::vector<PageRange>& pages, int page_no);

/// What the catalog keeps: an object without the members that have their defaults, but for the view.
std::string write_render_options(const RenderOptions& options);
RenderOptions parse_render_options(const std::string& text);

}  // namespace docexport
