#pragma once

#include <vector>

#include "documents/mime_part.hpp"

namespace docexport {

/// What the parts of a message are to its reader. They point into the message.
struct MailParts {
  std::vector<const MimePart*> bodies{};       ///< what the message says: texts and the pictures among them, in order
  std::vector<const MimePart*> attachments{};  ///< what came with it
  bool is_signed = false;
  bool is_encrypted = false;  ///< what it says is in an attachment that nobody here can read
};

/// Of alternatives the HTML if it has structure that the plain text cannot have, else the plain text; what else comes
/// with an alternative that was not taken is kept. Pictures that the HTML shows are not bodies of their own.
MailParts sort_mail_parts(const MimePart& message);

/// The text of a part as UTF-8, by its transfer encoding and charset.
std::string text_of_mail_part(const MimePart& part);

}  // namespace docexport
