#include "documents/mail_reader.hpp"

#include <array>

#include "documents/content_start.hpp"
#include "documents/limits.hpp"
#include "documents/mail_content.hpp"
#include "documents/mail_date.hpp"
#include "documents/mailbox_messages.hpp"

namespace docexport {
namespace {

constexpr std::array<std::string_view, 13> shown_headers{
    "From",       "Sender",      "Reply-To",   "To",      "Cc",       "Bcc",       "Date",
    "Message-ID", "In-Reply-To", "References", "List-Id", "Keywords", "X-Priority"};

Metadata metadata_of(const MimePart& message) {
  const std::vector<MimeHeader>& headers = message.headers;
  Metadata metadata;
  metadata.title = readable_mime_header(headers, "Subject");
  metadata.author = readable_mime_header(headers, "From");
  metadata.keywords = readable_mime_header(headers, "Keywords");
  metadata.created = parse_mail_date(readable_mime_header(headers, "Date"));
  metadata.language = readable_mime_header(headers, "Content-Language");
  metadata.creator = readable_mime_header(headers, "X-Mailer");
  if (metadata.creator.empty()) {
    metadata.creator = readable_mime_header(headers, "User-Agent");
  }
  for (const std::string_view name : shown_headers) {
    const std::string value = readable_mime_header(headers, name);
    if (!value.empty()) {
      metadata.custom.push_back({.name = std::string(name), .value = value});
    }
  }
  return metadata;
}

}  // namespace

void read_mail(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  const std::string bytes = source.all(max_message_bytes);
  MailContent content(source, request, sink);
  const ParsedMime parsed = content.parse(bytes);
  const Metadata metadata = metadata_of(parsed.message);
  start_content(metadata, request.fields, sink);
  content.add_message(parsed, {.heading = metadata.title});
  content.finish();
}

void read_mailbox(const DocumentSource& source, const ReadRequest& request, ContentSink& sink) {
  Metadata metadata;
  int message_count = 0;
  for (MailboxMessages messages(source); messages.skip();) {
    ++message_count;
  }
  metadata.message_count = message_count;
  start_content(metadata, request.fields, sink);
  MailContent content(source, request, sink);
  content.add_mailbox(source, {.level = 1});
  content.finish();
}

}  // namespace docexport
