#include "docexport/documents/readers.hpp"

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/character_set.hpp"
#include "documents/csv_reader.hpp"
#include "documents/json_reader.hpp"
#include "documents/mail_attachments.hpp"
#include "documents/mail_reader.hpp"
#include "documents/mail_signature.hpp"
#include "documents/markdown_reader.hpp"
#include "documents/markup_reader.hpp"
#include "documents/ocr_reader.hpp"
#include "documents/office_reader.hpp"
#include "documents/pdf_reader.hpp"
#include "documents/signatures.hpp"
#include "documents/text_reader.hpp"

namespace docexport {
namespace {

using Read = void (*)(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                      ContentSink& sink);

/// A reader that only needs the fields.
template <void read(const DocumentSource& source, const std::vector<Field>& fields, ContentSink& sink)>
void read_with_fields(const DocumentSource& source, std::string_view /*media_type*/, const ReadRequest& request,
                      ContentSink& sink) {
  read(source, request.fields, sink);
}

void read_portable_document(const DocumentSource& source, std::string_view /*media_type*/, const ReadRequest& request,
                            ContentSink& sink) {
  OcrEngine* const engine = request.options.ocr ? loaded_ocr_engine(request.options.language) : nullptr;
  read_pdf(source, request, engine, sink);
}

void read_mail_message(const DocumentSource& source, std::string_view /*media_type*/, const ReadRequest& request,
                       ContentSink& sink) {
  read_mail(source, request, sink);
}

void read_mbox(const DocumentSource& source, std::string_view /*media_type*/, const ReadRequest& request,
               ContentSink& sink) {
  read_mailbox(source, request, sink);
}

void read_picture(const DocumentSource& source, std::string_view /*media_type*/, const ReadRequest& request,
                  ContentSink& sink) {
  read_image(source, request, sink);
}

struct Reader {
  std::string_view media_type;
  Read read;
};

// One line for each of readable_types().
constexpr std::array readers{
    Reader{"text/plain", read_with_fields<read_text>},
    Reader{"text/markdown", read_with_fields<read_markdown>},
    Reader{"text/html", read_markup},
    Reader{"application/xml", read_markup},
    Reader{"text/csv", read_with_fields<read_csv>},
    Reader{"text/tab-separated-values", read_with_fields<read_tsv>},
    Reader{"application/json", read_with_fields<read_json>},
    Reader{"application/jsonl", read_with_fields<read_json_lines>},
    Reader{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", read_office},
    Reader{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", read_office},
    Reader{"application/vnd.openxmlformats-officedocument.presentationml.presentation", read_office},
    Reader{"application/vnd.oasis.opendocument.text", read_office},
    Reader{"application/vnd.oasis.opendocument.spreadsheet", read_office},
    Reader{"application/vnd.oasis.opendocument.presentation", read_office},
    Reader{"application/epub+zip", read_office},
    Reader{"application/pdf", read_portable_document},
    Reader{"image/png", read_picture},
    Reader{"image/jpeg", read_picture},
    Reader{"image/tiff", read_picture},
    Reader{"image/gif", read_picture},
    Reader{"image/webp", read_picture},
    Reader{"message/rfc822", read_mail_message},
    Reader{"application/mbox", read_mbox},
};

const Reader* find_reader(std::string_view media_type) {
  for (const Reader& reader : readers) {
    if (reader.media_type == media_type) {
      return &reader;
    }
  }
  return nullptr;
}

/// A mail holds an HTML text, or any other document.
void load_readers_of_mail(const DocumentSource& source) {
  load_markup_readers();
  const AttachedFamilies families = find_attached_families(source);
  if (families.has_office) {
    load_office_readers();
  }
  if (families.has_pdf) {
    load_pdf_reader();
  }
}

}  // namespace

void read_document(const DocumentSource& source, std::string_view media_type, const ReadRequest& request,
                   ContentSink& sink) {
  const Reader* const reader = find_reader(media_type);
  if (reader == nullptr) {
    throw Error(ErrorKind::unsupported, fmt::format("{}: the type {} is not supported; supported are {}", source.name(),
                                                    media_type, readable_type_names()));
  }
  reader->read(source, media_type, request, sink);
}

void preload_readers() {
  load_character_sets();
}

void preload_reader_of(const DocumentSource& source, std::string_view media_type, const RenderOptions& options) {
  const Reader* const reader = find_reader(media_type);
  const bool is_pdf = has_pdf_header(source);
  if (options.ocr && (is_pdf || has_image_header(source))) {
    load_ocr(options.language);
  }
  if (is_pdf) {
    return load_pdf_reader();
  }
  const bool is_mail = media_type == "message/rfc822" || media_type == "application/mbox";
  if (is_mail || (media_type.empty() && has_mail_header(source))) {
    return load_readers_of_mail(source);
  }
  if (has_zip_header(source) || (reader != nullptr && reader->read == read_office)) {
    load_office_readers();
  } else if (reader != nullptr && reader->read == read_markup) {
    load_markup_readers();
  }
}

std::vector<std::string> reader_data_paths() {
  // Poppler's CMaps, which PDFs name whose fonts are not embedded.
  const std::string path = "/usr/share/poppler";
  return std::filesystem::is_directory(path) ? std::vector<std::string>{path} : std::vector<std::string>{};
}

}  // namespace docexport
