#pragma once

#include <string>
#include <string_view>

#include "docexport/documents/document_source.hpp"
#include "docexport/documents/readers.hpp"

namespace docexport {

/// Families of readers that a mail's attachments may need and that are modules of their own.
struct AttachedFamilies {
  bool has_office = false;
  bool has_pdf = false;
};

/// Which of them may be among the attachments, by how such files begin, encoded or not; all of them when the mail is
/// too large to look through. Parses nothing, so that it may be asked before a process is confined.
AttachedFamilies find_attached_families(const DocumentSource& source);

/// What the attachment is if there is a reader for it that can be used: its media type. Empty otherwise: pictures too,
/// whose text nobody asked for.
std::string readable_attachment_type(const DocumentSource& attachment, std::string_view declared,
                                     const AttachedFamilies& families);

/// Where an attachment's content goes: under a heading of this level, 0 for none.
struct AttachmentPlace {
  int level = 0;
  ContentSink* sink = nullptr;
};

/// Reads a document inside a mail, with the same limits; options that choose parts of a document are not for it. Gives
/// the reason why its reader gave up, which does not end the mail; empty if it did not.
std::string read_attachment(const DocumentSource& attachment, std::string_view media_type, const ReadRequest& request,
                            const AttachmentPlace& place);

}  // namespace docexport
