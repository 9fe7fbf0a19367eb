#pragma once

#include <string_view>

#include "docexport/model/content_sink.hpp"
#include "documents/mime_field.hpp"

namespace docexport {

/// How the lines of a plain text stand for paragraphs (RFC 3676).
struct MailTextFormat {
  bool is_flowed = false;      ///< a line that ends with a space goes on in the next
  bool deletes_space = false;  ///< that space is not part of the text
};

MailTextFormat mail_text_format(const MimeField& type);

/// Pushes a message's plain text: paragraphs end at empty lines and where the depth of quotation (`>`) changes; quoted
/// ones are quotes of that level. A paragraph of more than 1 MiB is split.
void push_mail_text(std::string_view text, const MailTextFormat& format, ContentSink& sink);

}  // namespace docexport
