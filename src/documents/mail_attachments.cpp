#include "documents/mail_attachments.hpp"

#include <algorithm>
#include <array>

#include "docexport/base/error.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/nested_sink.hpp"
#include "documents/signatures.hpp"

namespace docexport {
namespace {

constexpr std::size_t searched_attachment_bytes = std::size_t{16} << 20;
constexpr std::size_t attachment_chunk_bytes = std::size_t{256} << 10;
constexpr std::size_t longest_mark = 8;

// The first bytes, as they are and in base64.
constexpr std::array<std::string_view, 2> pdf_marks{"%PDF-", "JVBERi"};
constexpr std::array<std::string_view, 2> zip_marks{"PK\x03\x04", "UEsDB"};

bool has_any(std::string_view bytes, const std::array<std::string_view, 2>& marks) {
  return std::any_of(marks.begin(), marks.end(),
                     [bytes](std::string_view mark) { return bytes.find(mark) != std::string_view::npos; });
}

bool may_use(std::string_view media_type, const DocumentSource& attachment, const AttachedFamilies& families) {
  if (media_type == "application/pdf") {
    return families.has_pdf;
  }
  return !media_type.starts_with("image/") && (families.has_office || !has_zip_header(attachment));
}

bool is_of_document(const Error& error) {
  return error.kind() == ErrorKind::input || error.kind() == ErrorKind::unsupported || error.kind() == ErrorKind::limit;
}

}  // namespace

AttachedFamilies find_attached_families(const DocumentSource& source) {
  if (source.size() > searched_attachment_bytes) {
    return {.has_office = true, .has_pdf = true};
  }
  AttachedFamilies families;
  for (std::uint64_t offset = 0; offset < source.size(); offset += attachment_chunk_bytes) {
    const std::string bytes = source.part(offset, attachment_chunk_bytes + longest_mark);
    families.has_pdf = families.has_pdf || has_any(bytes, pdf_marks);
    families.has_office = families.has_office || has_any(bytes, zip_marks);
  }
  return families;
}

std::string readable_attachment_type(const DocumentSource& attachment, std::string_view declared,
                                     const AttachedFamilies& families) {
  // Programs declare what they do not know as text; then the name says more.
  const bool is_telling = is_readable(declared) && media_type_of_name(attachment.name()).empty();
  try {
    std::string media_type = identify_document(attachment, is_telling ? declared : std::string_view());
    return may_use(media_type, attachment, families) ? media_type : std::string();
  } catch (const Error& error) {
    if (!is_of_document(error)) {
      throw;
    }
    return {};
  }
}

std::string read_attachment(const DocumentSource& attachment, std::string_view media_type, const ReadRequest& request,
                            const AttachmentPlace& place) {
  ReadRequest nested_request{.options = request.options, .limits = request.limits};
  nested_request.options.pages.clear();
  nested_request.options.sheet.clear();
  nested_request.options.ocr = false;
  NestedSink nested(*place.sink, place.level, attachment.name());
  try {
    read_document(attachment, media_type, nested_request, nested);
  } catch (const Error& error) {
    if (nested.has_sink_failed() || !is_of_document(error)) {
      throw;
    }
    nested.close();
    return error.what();
  }
  return {};
}

}  // namespace docexport
