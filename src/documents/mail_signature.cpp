#include "documents/mail_signature.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "docexport/base/text.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/mail_lines.hpp"
#include "documents/mime_header.hpp"

namespace docexport {
namespace {

constexpr std::size_t searched_header_bytes = std::size_t{64} << 10;

bool begins_mailbox(std::string_view text) {
  const std::string_view line = take_mail_line(text);
  return is_mailbox_separator(line) && is_mime_header_line(take_mail_line(text));
}

/// What the headers at the beginning of a text say about it: some are only in mails, others in memos too.
struct HeaderNames {
  int certain = 0;
  int usual = 0;
};

HeaderNames count_header_names(std::string_view text) {
  constexpr std::array<std::string_view, 14> certain{
      "message-id",       "mime-version",          "received",   "return-path",
      "delivered-to",     "in-reply-to",           "x-mailer",   "dkim-signature",
      "x-original-to",    "envelope-to",           "user-agent", "content-transfer-encoding",
      "list-unsubscribe", "authentication-results"};
  constexpr std::array<std::string_view, 9> usual{"from", "to",     "subject",      "date",    "cc",
                                                  "bcc",  "sender", "content-type", "reply-to"};
  HeaderNames names;
  for (const MimeHeader& header : read_mime_headers(text).headers) {
    const std::string name = to_lower_ascii(header.name);
    names.certain += std::find(certain.begin(), certain.end(), name) != certain.end() ? 1 : 0;
    names.usual += std::find(usual.begin(), usual.end(), name) != usual.end() ? 1 : 0;
  }
  return names;
}

}  // namespace

Signature find_mail_signature(std::string_view head, std::string_view source_name) {
  if (begins_mailbox(head)) {
    return {SignatureKind::markup, "mailbox (mbox)", "application/mbox"};
  }
  if (!is_mime_header_line(head.substr(0, head.find_first_of("\r\n")))) {
    return {};
  }
  const HeaderNames names = count_header_names(head);
  // A note with From, To and Subject is one if it is named like a text.
  const bool is_named = !media_type_of_name(source_name).empty();
  const bool is_mail = (names.certain > 0 && names.certain + names.usual > 1) || (names.usual > 2 && !is_named);
  return is_mail ? Signature{SignatureKind::markup, "e-mail message", "message/rfc822"} : Signature{};
}

bool is_mailbox_separator(std::string_view line) {
  if (!line.starts_with("From ") || line.size() > 300) {
    return false;
  }
  // The time and the year of its date; only some programs write more after them.
  const auto is_digit = [line](std::size_t index) {
    return index < line.size() && line[index] >= '0' && line[index] <= '9';
  };
  for (std::size_t colon = line.find(':', 6); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    if (is_digit(colon - 1) && is_digit(colon + 1) && is_digit(colon + 2)) {
      return line.find(" 19", 5) != std::string_view::npos || line.find(" 20", 5) != std::string_view::npos;
    }
  }
  return false;
}

bool has_mail_header(const DocumentSource& source) {
  return !find_mail_signature(source.head(searched_header_bytes), source.name()).media_type.empty();
}

}  // namespace docexport
