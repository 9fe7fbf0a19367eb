#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "docexport/documents/document_source.hpp"
#include "docexport/documents/readers.hpp"
#include "documents/mail_attachments.hpp"
#include "documents/mail_parts.hpp"
#include "documents/mime_part.hpp"
#include "documents/reading_budget.hpp"

namespace docexport {

/// Where a message stands: the level of its heading, 0 for the title of the document, and in how many others it is.
struct MessagePlace {
  int level = 0;
  int depth = 1;
  std::string heading{};  ///< its subject, or the name of the file that it is
};

/// Pushes messages into a sink: a heading, From, To, Cc and Date as lines, what the message says, a list of its
/// attachments, and each that can be read under a heading of its own.
class MailContent {
 public:
  /// The source is the whole mail or mailbox.
  MailContent(const DocumentSource& source, const ReadRequest& request, ContentSink& sink);

  /// Views of the message must live as long as the call.
  void add_message(const ParsedMime& parsed, const MessagePlace& place);
  void add_mailbox(const DocumentSource& mailbox, const MessagePlace& place);
  [[nodiscard]] ParsedMime parse(std::string_view bytes) const { return parse_mime(bytes, budget_); }
  /// Says how many warnings there were beyond the first.
  void finish();

 private:
  void push_heading(const MessagePlace& place);
  void push_headers(const MimePart& message, const MessagePlace& place);
  void push_bodies(const MailParts& parts, const MessagePlace& place);
  void push_text_body(const MimePart& part);
  void push_html_body(const MimePart& part, int level);
  void push_attachments(const MailParts& parts, const MessagePlace& place);
  void push_attachment(const MimePart& part, const MessagePlace& place);
  void push_file(std::string_view bytes, std::string_view media_type, const MessagePlace& place);
  void warn_about_attachment(const std::string& name, const std::string& why);
  void warn_about(const MailParts& parts, const MessagePlace& place);
  void warn(const std::string& text);

  ReadRequest request_;
  ReadingBudget budget_;
  AttachedFamilies families_;
  ContentSink* sink_;
  std::size_t warnings_ = 0;
};

}  // namespace docexport
