#include "docexport/documents/readers.hpp"

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/character_set.hpp"
#include "documents/csv_reader.hpp"
#include "documents/json_reader.hpp"
#include "documents/markdown_reader.hpp"
#include "documents/pdf_reader.hpp"
#include "documents/signatures.hpp"
#include "documents/text_reader.hpp"

namespace docexport {
namespace {

struct Reader {
  std::string_view media_type;
  void (*read)(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink);
};

constexpr std::array<Reader, 7> readers{{
    {"text/plain", read_text},
    {"text/markdown", read_markdown},
    {"text/csv", read_csv},
    {"text/tab-separated-values", read_tsv},
    {"application/json", read_json},
    {"application/jsonl", read_json_lines},
    {"application/pdf", read_pdf},
}};

}  // namespace

void read_document(const DocumentSource& source, std::string_view media_type, const std::vector<Field>& fields,
                   ContentSink& sink) {
  for (const Reader& reader : readers) {
    if (reader.media_type == media_type) {
      reader.read(source, fields, sink);
      return;
    }
  }
  throw Error(ErrorKind::unsupported, fmt::format("{}: the type {} is not supported; supported are {}", source.name(),
                                                  media_type, readable_type_names()));
}

void preload_readers() {
  load_character_sets();
}

void preload_reader_of(const DocumentSource& source) {
  if (has_pdf_header(source)) {
    load_pdf_reader();
  }
}

std::vector<std::string> reader_data_paths() {
  // Poppler's CMaps, which PDFs name whose fonts are not embedded.
  const std::string path = "/usr/share/poppler";
  return std::filesystem::is_directory(path) ? std::vector<std::string>{path} : std::vector<std::string>{};
}

}  // namespace docexport
