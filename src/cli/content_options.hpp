#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "docexport/model/export_format.hpp"
#include "docexport/model/render_options.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace docexport {

/// What `export` lets be said of the export file's content.
struct ContentOptions {
  std::string format = "json";
  std::string view = "auto";
  std::optional<std::uint64_t> table{};
  bool raw_cells = false;
  std::string pages{};
  std::string sheet{};
  std::vector<std::string> include_fields{};
  std::optional<double> min_confidence{};
  std::string headers_footers{};
  bool no_find_fields = false;
  bool ocr = false;
  std::string language{};
  std::string json_schema{};
  bool gzip = false;
  bool zstd = false;
};

void add_content_options(CLI::App& app, ContentOptions& options);

ExportFormat format_of(const ContentOptions& options);

/// Throws Error (`usage`) for what makes no sense together.
RenderOptions render_options_of(const ContentOptions& options);

}  // namespace docexport
