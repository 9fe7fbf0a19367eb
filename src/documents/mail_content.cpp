#include "documents/mail_content.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "docexport/base/text.hpp"
#include "docexport/model/content.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/html_text.hpp"
#include "documents/mail_charset.hpp"
#include "documents/mail_text.hpp"
#include "documents/mailbox_messages.hpp"
#include "documents/mime_encoding.hpp"
#include "documents/nested_sink.hpp"

namespace docexport {
namespace {

constexpr int deepest_message = 10;
/// An outcome keeps a thousand.
constexpr std::size_t most_warnings = 200;
constexpr std::string_view mail = "message/rfc822";
constexpr std::string_view mailbox_type = "application/mbox";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string name_of(const MimePart& part) {
  std::string name = part.file_name();
  if (name.empty() && part.is_message()) {
    const std::string bytes = part.decoded_body();
    name = readable_mime_header(read_mime_headers(bytes).headers, "Subject");
  }
  if (name.empty()) {
    name = readable_mime_header(part.headers, "Content-Description");
  }
  return name.empty() ? "unnamed" : name;
}

bool is_outlook_wrapper(const MimePart& part) {
  return part.type.value == "application/ms-tnef" || part.type.value == "application/vnd.ms-tnef" ||
         to_lower_ascii(part.file_name()) == "winmail.dat";
}

bool is_pkcs7(const MimePart& part) {
  return part.type.value == "application/pkcs7-mime" || part.type.value == "application/x-pkcs7-mime";
}

Block header_lines(const MimePart& message, const MessagePlace& place) {
  constexpr std::array<std::string_view, 6> names{"Subject", "From", "To", "Cc", "Bcc", "Date"};
  Block block{.label = BlockLabel::paragraph};
  for (const std::string_view name : names) {
    const std::string value = readable_mime_header(message.headers, name);
    if (value.empty() || (name == "Subject" && value == place.heading)) {
      continue;
    }
    block.text += block.text.empty() ? "" : "\n";
    const std::size_t begin = block.text.size();
    block.text += std::string(name) + ":";
    block.spans.push_back({.begin = begin, .end = block.text.size(), .bold = true});
    block.text += " " + value;
  }
  return block;
}

std::string why_not_read(const MimePart& part) {
  if (is_outlook_wrapper(part)) {
    return "it is a TNEF container of Outlook; ask for the message in another form";
  }
  if (is_pkcs7(part)) {
    return part.type.parameter("smime-type") == "signed-data"
               ? "it is an S/MIME message that is signed in a form that is not read"
               : "it is encrypted (S/MIME)";
  }
  if (part.type.value == "message/external-body" || part.type.value == "message/partial") {
    return "what it stands for is not in the message";
  }
  return fmt::format("its type ({}) is not supported", part.type.value);
}

}  // namespace

MailContent::MailContent(const DocumentSource& source, const ReadRequest& request, ContentSink& sink)
    : request_(request),
      budget_(request.limits, source.name()),
      families_(find_attached_families(source)),
      sink_(&sink) {}

void MailContent::warn(const std::string& text) {
  if (++warnings_ <= most_warnings) {
    sink_->warning(text);
  }
}

void MailContent::finish() {
  if (warnings_ > most_warnings) {
    sink_->warning(fmt::format("{} more warnings about messages and attachments", warnings_ - most_warnings));
  }
}

void MailContent::add_message(const ParsedMime& parsed, const MessagePlace& place) {
  push_heading(place);
  push_headers(parsed.message, place);
  const MailParts parts = sort_mail_parts(parsed.message);
  warn_about(parts, place);
  if (parsed.has_too_many_parts) {
    warn(fmt::format("The message \"{}\" has too many parts; those after the first 10,000 were not read",
                     place.heading));
  }
  push_bodies(parts, place);
  push_attachments(parts, place);
}

void MailContent::add_mailbox(const DocumentSource& mailbox, const MessagePlace& place) {
  MailboxMessages messages(mailbox);
  while (const std::optional<std::string> message = messages.next()) {
    const ParsedMime parsed = parse(*message);
    std::string subject = readable_mime_header(parsed.message.headers, "Subject");
    add_message(
        parsed,
        {.level = place.level, .depth = place.depth, .heading = subject.empty() ? "(no subject)" : std::move(subject)});
  }
}

void MailContent::push_heading(const MessagePlace& place) {
  if (place.heading.empty()) {
    return;
  }
  sink_->block({.label = place.level == 0 ? BlockLabel::title : BlockLabel::section_header,
                .level = std::min(place.level, deepest_heading),
                .text = place.heading});
}

void MailContent::push_headers(const MimePart& message, const MessagePlace& place) {
  const Block lines = header_lines(message, place);
  if (!lines.text.empty()) {
    sink_->block(lines);
  }
}

void MailContent::warn_about(const MailParts& parts, const MessagePlace& place) {
  if (parts.is_encrypted) {
    warn(fmt::format("The message \"{}\" is encrypted; what it says was not read", place.heading));
  }
  if (parts.is_signed) {
    warn(fmt::format("The message \"{}\" is signed; the signature was not checked", place.heading));
  }
}

void MailContent::push_bodies(const MailParts& parts, const MessagePlace& place) {
  for (const MimePart* part : parts.bodies) {
    if (!is_known_transfer_encoding(part->transfer_encoding())) {
      warn(fmt::format("A text of the message \"{}\" is in an unknown transfer encoding ({}) and was kept as it is",
                       place.heading, to_valid_utf8(part->transfer_encoding())));
    }
    if (part->type.value.starts_with("image/")) {
      sink_->block({.label = BlockLabel::picture, .text = part->file_name()});
    } else if (part->type.value == "text/html" || part->type.value == "application/xhtml+xml") {
      push_html_body(*part, place.level);
    } else {
      push_text_body(*part);
    }
  }
}

void MailContent::push_text_body(const MimePart& part) {
  const MailText decoded = decode_mail_text(part.decoded_body(), part.type.parameter("charset"));
  if (!decoded.doubt.empty()) {
    warn(decoded.doubt);
  }
  if (decoded.replaced > 0) {
    warn(fmt::format("{} {} could not be read as {} and became U+FFFD", decoded.replaced,
                     decoded.replaced == 1 ? "character" : "characters", decoded.charset));
  }
  if (decoded.text.find("-----BEGIN PGP MESSAGE-----") != std::string::npos) {
    warn("A text is encrypted (PGP) and was kept as it is");
  }
  push_mail_text(decoded.text, mail_text_format(part.type), *sink_);
}

void MailContent::push_html_body(const MimePart& part, int level) {
  const std::string html = text_of_mail_part(part);
  if (!media_type_of_name(".html").empty()) {
    // The mark makes the charset of the header the one that counts.
    const std::string marked = std::string(byte_order_mark) + html;
    const DocumentSource source(marked, "The HTML text");
    const std::string trouble = read_attachment(source, "text/html", request_, {.level = level, .sink = sink_});
    if (trouble.empty()) {
      return;
    }
    warn(fmt::format("A text was read without its structure: {}", trouble));
  }
  std::string text;
  append_html_text(text, html);
  push_mail_text(text, {}, *sink_);
}

void MailContent::push_attachments(const MailParts& parts, const MessagePlace& place) {
  if (parts.attachments.empty()) {
    return;
  }
  sink_->block({.label = BlockLabel::section_header,
                .level = std::min(place.level + 1, deepest_heading),
                .text = "Attachments"});
  for (const MimePart* part : parts.attachments) {
    sink_->block(
        {.label = BlockLabel::list_item,
         .text = fmt::format("{} ({}, {})", name_of(*part), part->type.value, format_size(part->decoded_body().size())),
         .marker = "-"});
  }
  for (const MimePart* part : parts.attachments) {
    push_attachment(*part, {.level = place.level + 1, .depth = place.depth + 1, .heading = name_of(*part)});
  }
}

void MailContent::push_attachment(const MimePart& part, const MessagePlace& place) {
  if (is_outlook_wrapper(part) || is_pkcs7(part)) {
    return warn_about_attachment(place.heading, why_not_read(part));
  }
  std::string bytes = part.decoded_body();
  if (part.is_text() && !part.type.parameter("charset").empty()) {
    bytes = std::string(byte_order_mark) + text_of_mail_part(part);
  }
  const DocumentSource file(bytes, place.heading);
  const std::string media_type =
      part.is_message() ? std::string(mail) : readable_attachment_type(file, part.type.value, families_);
  if (!media_type.empty()) {
    push_file(bytes, media_type, place);
  } else if (!part.type.value.starts_with("image/")) {
    warn_about_attachment(place.heading, why_not_read(part));
  }
}

void MailContent::push_file(std::string_view bytes, std::string_view media_type, const MessagePlace& place) {
  const DocumentSource file(bytes, place.heading);
  const bool is_mail = media_type == mail || media_type == mailbox_type;
  if (is_mail && place.depth > deepest_message) {
    return warn_about_attachment(place.heading, "messages are nested too deeply");
  }
  if (media_type == mail) {
    return add_message(parse(bytes), place);
  }
  push_heading(place);
  if (media_type == mailbox_type) {
    return add_mailbox(file, {.level = place.level + 1, .depth = place.depth});
  }
  const std::string trouble = read_attachment(file, media_type, request_, {.level = place.level, .sink = sink_});
  if (!trouble.empty()) {
    warn_about_attachment(place.heading, trouble);
  }
}

void MailContent::warn_about_attachment(const std::string& name, const std::string& why) {
  warn(fmt::format("The attachment \"{}\" was not read: {}", name, why));
}

}  // namespace docexport
