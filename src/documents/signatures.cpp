#include "documents/signatures.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "docexport/base/text.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/mail_signature.hpp"
#include "documents/zip_names.hpp"

namespace docexport {
namespace {

constexpr std::size_t pdf_header_within = 1024;
constexpr std::size_t searched_text_bytes = std::size_t{64} << 10;

struct Magic {
  std::string_view bytes;
  std::size_t offset;
  std::string_view name;
  std::string_view media_type{};
};

constexpr std::array<Magic, 25> magics{{
    {"\x89PNG\r\n", 0, "PNG image", "image/png"},
    {"\xFF\xD8\xFF", 0, "JPEG image", "image/jpeg"},
    {"GIF87a", 0, "GIF image", "image/gif"},
    {"GIF89a", 0, "GIF image", "image/gif"},
    {{"II*\0", 4}, 0, "TIFF image", "image/tiff"},
    {{"MM\0*", 4}, 0, "TIFF image", "image/tiff"},
    {"WEBP", 8, "WebP image", "image/webp"},
    {"ftypheic", 4, "HEIC image"},
    {"ftypavif", 4, "AVIF image"},
    {"ftyp", 4, "MP4 video"},
    {"WAVE", 8, "WAV sound"},
    {"ID3", 0, "MP3 sound"},
    {"OggS", 0, "Ogg sound or video"},
    {"\x1F\x8B", 0, "gzip file"},
    {"BZh", 0, "bzip2 file"},
    {{"\xFD"
      "7zXZ\0",
      6},
     0,
     "xz file"},
    {"\x28\xB5\x2F\xFD", 0, "Zstandard file"},
    {"7z\xBC\xAF\x27\x1C", 0, "7-Zip archive"},
    {"Rar!\x1A\x07", 0, "RAR archive"},
    {"ustar", 257, "tar archive"},
    {{"SQLite format 3\0", 16}, 0, "SQLite database"},
    {"PAR1", 0, "Parquet file"},
    {"\x7F"
     "ELF",
     0, "program"},
    {"{\\rtf", 0, "RTF document"},
    {"%!PS", 0, "PostScript document"},
}};

struct Inside {
  std::string_view text;
  std::string_view name;
  std::string_view media_type{};
};

constexpr std::string_view docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
constexpr std::string_view xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation";
constexpr std::string_view html_type = "text/html";
constexpr std::string_view epub = "application/epub+zip";

// The most telling first: an OpenDocument or EPUB names itself in its first entry.
constexpr std::array<Inside, 13> inside_zip{{
    {"mimetypeapplication/epub+zip", "EPUB book", epub},
    {"mimetypeapplication/vnd.oasis.opendocument.text", "OpenDocument text (odt)",
     "application/vnd.oasis.opendocument.text"},
    {"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument spreadsheet (ods)",
     "application/vnd.oasis.opendocument.spreadsheet"},
    {"mimetypeapplication/vnd.oasis.opendocument.presentation", "OpenDocument presentation (odp)",
     "application/vnd.oasis.opendocument.presentation"},
    {"mimetypeapplication/vnd.oasis.opendocument", "OpenDocument file"},
    {"word/document", "Word document (docx)", docx},
    {"xl/workbook.bin", "Excel binary workbook (xlsb)"},
    {"xl/workbook", "Excel workbook (xlsx)", xlsx},
    {"ppt/presentation", "PowerPoint presentation (pptx)", pptx},
    {"word/", "Word document (docx)", docx},
    {"xl/", "Excel workbook (xlsx)", xlsx},
    {"ppt/", "PowerPoint presentation (pptx)", pptx},
    {"META-INF/container.xml", "EPUB book", epub},
}};

// Names of streams, in UTF-16 as OLE2 keeps them once the zero bytes are taken out.
constexpr std::array<Inside, 6> inside_ole2{{
    {"EncryptedPackage", "encrypted Office document"},
    {"WordDocument", "Word document of before 2007 (doc)"},
    {"Workbook", "Excel workbook of before 2007 (xls)"},
    {"PowerPoint Document", "PowerPoint presentation of before 2007 (ppt)"},
    {"__substg1.0_", "Outlook message (msg)"},
    {"Book", "Excel workbook of before 2007 (xls)"},
}};

struct Beginning {
  std::string_view text;  // lower case
  std::string_view name;
  std::string_view media_type{};
};

constexpr std::array<Beginning, 7> markup_beginnings{{
    {"<!doctype html", "HTML page", html_type},
    {"<html", "HTML page", html_type},
    {"<?xml", "XML document", "application/xml"},
    {"<svg", "SVG image", "application/xml"},
    {"begin:vcard", "contact (vCard)"},
    {"begin:vcalendar", "calendar (iCalendar)"},
    {"\\documentclass", "LaTeX document"},
}};

struct ForeignExtension {
  std::string_view extension;
  std::string_view name;
};

constexpr std::array<ForeignExtension, 12> foreign_extensions{{
    {"docx", "Word document (docx)"},
    {"doc", "Word document of before 2007 (doc)"},
    {"xlsx", "Excel workbook (xlsx)"},
    {"xls", "Excel workbook of before 2007 (xls)"},
    {"pptx", "PowerPoint presentation (pptx)"},
    {"ppt", "PowerPoint presentation of before 2007 (ppt)"},
    {"odt", "OpenDocument text (odt)"},
    {"ods", "OpenDocument spreadsheet (ods)"},
    {"odp", "OpenDocument presentation (odp)"},
    {"rtf", "RTF document"},
    {"msg", "Outlook message (msg)"},
    {"tex", "LaTeX document"},
}};

template <std::size_t Size>
Signature find_inside(const std::array<Inside, Size>& entries, std::string_view bytes, std::string_view otherwise) {
  for (const Inside& entry : entries) {
    if (bytes.find(entry.text) != std::string_view::npos) {
      return {SignatureKind::binary, entry.name, entry.media_type};
    }
  }
  return {SignatureKind::binary, otherwise};
}

/// The document's beginning and end, where containers keep their lists of contents.
std::string head_and_tail(const DocumentSource& source, const std::string& head) {
  if (source.size() <= head.size()) {
    return head;
  }
  const std::uint64_t tail =
      std::max<std::uint64_t>(head.size(), source.size() - std::min<std::uint64_t>(source.size(), searched_text_bytes));
  return head + source.part(tail, searched_text_bytes);
}

/// What is in an archive is told by the names of its members. The names that stand in its bytes may be those of an
/// archive in it: charts keep their workbooks so.
Signature find_zip_kind(const DocumentSource& source, const std::string& head) {
  const std::vector<std::string> names = list_zip_names(source);
  if (names.empty()) {
    return find_inside(inside_zip, head_and_tail(source, head), "ZIP archive");
  }
  // An OpenDocument file or a book says what it is in its first member, whose name and content follow each other.
  constexpr std::size_t local_header_bytes = 30;
  const std::string_view first_member = std::string_view(head).substr(std::min(local_header_bytes, head.size()));
  for (const Inside& entry : inside_zip) {
    const bool is_named = std::any_of(names.begin(), names.end(),
                                      [&entry](const std::string& name) { return name.starts_with(entry.text); });
    if (is_named || first_member.starts_with(entry.text)) {
      return {SignatureKind::binary, entry.name, entry.media_type};
    }
  }
  return {SignatureKind::binary, "ZIP archive"};
}

std::string without_zero_bytes(std::string bytes) {
  bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
  return bytes;
}

/// Without a byte order mark, white space and comments.
std::string_view skip_to_first_tag(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) {
    head.remove_prefix(3);
  }
  for (;;) {
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
    const std::size_t end = head.starts_with("<!--") ? head.find("-->") : std::string_view::npos;
    if (end == std::string_view::npos) {
      return head;
    }
    head.remove_prefix(end + 3);
  }
}

Signature find_markup(std::string_view head, std::string_view source_name) {
  head = skip_to_first_tag(head);
  const std::string beginning = to_lower_ascii(head.substr(0, 1024));
  if (beginning.starts_with("<?xml") && beginning.find("<html") != std::string::npos) {
    return {SignatureKind::markup, "HTML page", html_type};
  }
  for (const Beginning& entry : markup_beginnings) {
    if (beginning.starts_with(entry.text)) {
      return {SignatureKind::markup, entry.name, entry.media_type};
    }
  }
  return find_mail_signature(head, source_name);
}

}  // namespace

bool has_pdf_header(const DocumentSource& source) {
  return source.head(pdf_header_within).find("%PDF-") != std::string::npos;
}

bool has_image_header(const DocumentSource& source) {
  const std::string head = source.head(16);
  return std::any_of(magics.begin(), magics.end(), [&head](const Magic& magic) {
    return magic.media_type.starts_with("image/") &&
           std::string_view(head).substr(std::min(magic.offset, head.size())).starts_with(magic.bytes);
  });
}

bool has_zip_header(const DocumentSource& source) {
  const std::string head = source.head(4);
  return head == "PK\x03\x04" || head == "PK\x05\x06";
}

Signature find_signature(const DocumentSource& source) {
  const std::string head = source.head(searched_text_bytes);
  if (has_pdf_header(source)) {
    return {SignatureKind::binary, "PDF", "application/pdf"};
  }
  if (has_zip_header(source)) {
    return find_zip_kind(source, head);
  }
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    const std::string names = without_zero_bytes(head_and_tail(source, head));
    return find_inside(inside_ole2, names, "Office document of before 2007 (OLE2)");
  }
  for (const Magic& magic : magics) {
    if (std::string_view(head).substr(std::min(magic.offset, head.size())).starts_with(magic.bytes)) {
      const bool is_text = magic.name == "RTF document" || magic.name == "PostScript document";
      return {is_text ? SignatureKind::markup : SignatureKind::binary, magic.name, magic.media_type};
    }
  }
  return find_markup(head, source.name());
}

std::string_view foreign_kind_of_name(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? "" : to_lower_ascii(file_name.substr(dot + 1));
  for (const ForeignExtension& entry : foreign_extensions) {
    if (entry.extension == extension) {
      return entry.name;
    }
  }
  return {};
}

}  // namespace docexport
