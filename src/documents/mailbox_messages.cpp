#include "documents/mailbox_messages.hpp"

#include <fmt/format.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"
#include "documents/limits.hpp"
#include "documents/mail_signature.hpp"

namespace docexport {
namespace {

constexpr std::size_t mailbox_chunk_bytes = std::size_t{256} << 10;

std::string_view without_line_end(std::string_view line) {
  return line.substr(0, line.find_last_not_of("\r\n") + 1);
}

}  // namespace

std::optional<std::string_view> MailboxMessages::take_line() {
  std::size_t end = buffer_.find('\n', start_);
  if (end == std::string::npos) {
    buffer_.erase(0, start_);
    start_ = 0;
    const std::string more = mailbox_->part(offset_, mailbox_chunk_bytes);
    const std::size_t searched = buffer_.size();
    offset_ += more.size();
    buffer_ += more;
    end = buffer_.find('\n', searched);
  }
  if (start_ == buffer_.size()) {
    return std::nullopt;
  }
  const std::size_t next = end == std::string::npos ? buffer_.size() : end + 1;
  const std::string_view line = std::string_view(buffer_).substr(start_, next - start_);
  start_ = next;
  return line;
}

bool MailboxMessages::take_message(std::string& message, Keep keep) {
  bool is_line_start = true;
  bool has_any = has_started_;
  has_started_ = false;
  while (const std::optional<std::string_view> line = take_line()) {
    if (is_line_start && is_mailbox_separator(without_line_end(*line))) {
      if (has_any) {
        has_started_ = true;
        return true;
      }
      has_any = true;
      continue;
    }
    // What comes before the first separator is a message too, unless it is nothing.
    has_any = has_any || !without_line_end(*line).empty();
    if (keep == Keep::yes) {
      const std::size_t marks = is_line_start ? line->find_first_not_of('>') : 0;
      const bool is_quoted = marks != std::string_view::npos && marks > 0 && line->substr(marks).starts_with("From ");
      message += line->substr(is_quoted ? 1 : 0);
      if (message.size() > max_message_bytes) {
        throw Error(ErrorKind::limit, fmt::format("{} has a message of more than {}, the largest that is read",
                                                  mailbox_->name(), format_size(max_message_bytes)));
      }
    }
    is_line_start = line->ends_with('\n');
  }
  return has_any;
}

std::optional<std::string> MailboxMessages::next() {
  std::string message;
  return take_message(message, Keep::yes) ? std::optional(std::move(message)) : std::nullopt;
}

bool MailboxMessages::skip() {
  std::string message;
  return take_message(message, Keep::no);
}

}  // namespace docexport
