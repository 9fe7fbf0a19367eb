#pragma once

#include <string_view>

#include "documents/signatures.hpp"

namespace docexport {

/// What a text that begins like this is, if it is a mail or a mailbox: by its first line or its headers. A memo may
/// have From, To and Subject too; `source_name` then decides.
Signature find_mail_signature(std::string_view head, std::string_view source_name);

/// Whether the line, without its end, begins a message of a mailbox: `From someone Mon Jan  1 00:00:00 2024`.
bool is_mailbox_separator(std::string_view line);

/// Whether it begins like a mailbox, or with headers that only mails have.
bool has_mail_header(const DocumentSource& source);

}  // namespace docexport
