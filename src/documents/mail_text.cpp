#include "documents/mail_text.hpp"

#include <string>

#include "docexport/base/text.hpp"
#include "documents/limits.hpp"
#include "documents/mail_lines.hpp"

namespace docexport {
namespace {

constexpr int deepest_quote = 100;

struct QuotedLine {
  int level = 0;
  std::string_view text{};
};

/// `> > text` as most programs quote; a flowed text has no spaces between the marks, and one after them.
QuotedLine unquote(std::string_view line, bool is_flowed) {
  QuotedLine quoted{.text = line};
  while (quoted.text.starts_with('>') || (!is_flowed && quoted.level > 0 && quoted.text.starts_with(" >"))) {
    quoted.text.remove_prefix(quoted.text.front() == ' ' ? 2 : 1);
    quoted.level = std::min(quoted.level + 1, deepest_quote);
  }
  const bool is_stuffed = quoted.text.starts_with(' ') && (is_flowed || quoted.level > 0);
  quoted.text.remove_prefix(is_stuffed ? 1 : 0);
  return quoted;
}

class Paragraphs {
 public:
  Paragraphs(const MailTextFormat& format, ContentSink& sink) : format_(format), sink_(&sink) {}

  void add(std::string_view line) {
    QuotedLine quoted = unquote(line, format_.is_flowed);
    if (is_blank_line(quoted.text)) {
      return end();
    }
    if (quoted.level != level_) {
      end();
      level_ = quoted.level;
    }
    if (!text_.empty() && !goes_on_) {
      text_.push_back('\n');
    }
    goes_on_ = format_.is_flowed && quoted.text.ends_with(' ') && quoted.text != "-- ";
    if (goes_on_ && format_.deletes_space) {
      quoted.text.remove_suffix(1);
    }
    append(quoted.text);
  }

  void end() {
    text_.resize(text_.find_last_not_of(" \t\n") + 1);
    push();
    goes_on_ = false;
  }

 private:
  void append(std::string_view text) {
    while (text_.size() + text.size() > max_paragraph_bytes) {
      std::size_t room = max_paragraph_bytes - std::min(max_paragraph_bytes, text_.size());
      // Not inside a character.
      while (room > 0 && room < text.size() && (static_cast<unsigned char>(text[room]) & 0xC0U) == 0x80U) {
        --room;
      }
      text_ += text.substr(0, room);
      text.remove_prefix(room);
      push();
    }
    text_ += text;
  }

  void push() {
    if (!text_.empty()) {
      sink_->block(
          {.label = level_ == 0 ? BlockLabel::text : BlockLabel::quote, .level = level_, .text = std::move(text_)});
    }
    text_.clear();
  }

  MailTextFormat format_;
  ContentSink* sink_;
  std::string text_{};
  int level_ = 0;
  bool goes_on_ = false;
};

}  // namespace

MailTextFormat mail_text_format(const MimeField& type) {
  return {.is_flowed = to_lower_ascii(type.parameter("format")) == "flowed",
          .deletes_space = to_lower_ascii(type.parameter("delsp")) == "yes"};
}

void push_mail_text(std::string_view text, const MailTextFormat& format, ContentSink& sink) {
  Paragraphs paragraphs(format, sink);
  while (!text.empty()) {
    paragraphs.add(take_mail_line(text));
  }
  paragraphs.end();
}

}  // namespace docexport
