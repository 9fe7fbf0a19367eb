#include "documents/mail_parts.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "docexport/base/text.hpp"
#include "docexport/model/media_type.hpp"
#include "documents/mail_charset.hpp"
#include "documents/mime_encoding.hpp"

namespace docexport {
namespace {

constexpr std::size_t looked_at = std::size_t{256} << 10;

bool is_html(const MimePart& part) {
  return part.type.value == "text/html" || part.type.value == "application/xhtml+xml";
}

/// The first part of this kind in what may be a container.
template <typename Test>
const MimePart* find_part(const MimePart& part, const Test& test) {
  if (test(part)) {
    return &part;
  }
  for (const MimePart& inner : part.parts) {
    if (const MimePart* const found = find_part(inner, test)) {
      return found;
    }
  }
  return nullptr;
}

/// Of texts in each other it would be dear to look at the whole.
std::string beginning_of(const MimePart& part) {
  return decode_transfer_encoding(part.body.substr(0, looked_at), part.transfer_encoding());
}

bool has_structure(const MimePart& html) {
  constexpr std::array<std::string_view, 12> marks{"<h1",    "<h2",  "<h3", "<h4", "<ul",         "<ol",
                                                   "<table", "<pre", "<a ", "<b>", "<blockquote", "<strong"};
  const std::string text = to_lower_ascii(beginning_of(html));
  return std::any_of(marks.begin(), marks.end(),
                     [&text](std::string_view mark) { return text.find(mark) != std::string::npos; });
}

bool can_read_html() {
  return !media_type_of_name(".html").empty();
}

bool is_blank(const MimePart& part) {
  return trim(beginning_of(part)).empty();
}

/// Which of the alternatives shows the message best: one of its parts, or null if it has none.
const MimePart* choose_alternative(const MimePart& alternatives) {
  const MimePart* with_html = nullptr;
  const MimePart* with_plain = nullptr;
  const MimePart* html = nullptr;
  const MimePart* plain = nullptr;
  for (const MimePart& part : alternatives.parts) {
    if (const MimePart* const found = find_part(part, is_html)) {
      html = found;
      with_html = &part;
    } else if (const MimePart* const text =
                   find_part(part, [](const MimePart& one) { return one.type.value == "text/plain"; })) {
      plain = text;
      with_plain = &part;
    }
  }
  if (html != nullptr && can_read_html() && has_structure(*html)) {
    return with_html;
  }
  if (plain != nullptr && (html == nullptr || !is_blank(*plain))) {
    return with_plain;
  }
  if (html != nullptr || alternatives.parts.empty()) {
    return with_html;
  }
  return &alternatives.parts.back();
}

/// Texts that are parts of the message itself; others are documents.
bool is_message_text(const MimePart& part) {
  constexpr std::array<std::string_view, 9> types{"text/plain",
                                                  "text/html",
                                                  "application/xhtml+xml",
                                                  "text/enriched",
                                                  "text/richtext",
                                                  "text/rfc822-headers",
                                                  "message/delivery-status",
                                                  "message/disposition-notification",
                                                  "message/feedback-report"};
  return std::find(types.begin(), types.end(), part.type.value) != types.end();
}

/// The ids of the pictures that the page shows: `cid:1@example.com`.
void add_shown_pictures(std::string_view html, std::set<std::string, std::less<>>& shown) {
  constexpr std::string_view mark = "cid:";
  for (std::size_t place = html.find(mark); place != std::string_view::npos; place = html.find(mark, place)) {
    place += mark.size();
    const std::size_t end = std::min(html.find_first_of("\"'> \t\r\n)", place), html.size());
    shown.emplace(html.substr(place, end - place));
    place = end;
  }
}

class PartSorter {
 public:
  MailParts sort(const MimePart& message) {
    add(message, Texts::wanted);
    drop_shown_pictures();
    return std::move(parts_);
  }

 private:
  enum class Texts { wanted, known };  // known: the same was said in another alternative

  void add(const MimePart& part, Texts texts) {
    if (part.is_multipart()) {
      return add_parts_of(part, texts);
    }
    const bool is_attached = part.disposition.value == "attachment" || (part.is_text() && !part.file_name().empty());
    if (is_message_text(part) && !is_attached) {
      if (texts == Texts::wanted) {
        parts_.bodies.push_back(&part);
      }
    } else if (part.type.value.starts_with("image/") && !is_attached) {
      parts_.bodies.push_back(&part);
    } else {
      parts_.attachments.push_back(&part);
    }
  }

  void add_parts_of(const MimePart& part, Texts texts) {
    if (part.type.value == "multipart/encrypted") {
      parts_.is_encrypted = true;
      for (const MimePart& inner : part.parts) {
        parts_.attachments.push_back(&inner);
      }
      return;
    }
    if (part.type.value == "multipart/signed" && !part.parts.empty()) {
      parts_.is_signed = true;
      return add(part.parts.front(), texts);
    }
    const bool is_alternative = part.type.value == "multipart/alternative";
    const MimePart* const chosen = is_alternative ? choose_alternative(part) : nullptr;
    for (const MimePart& inner : part.parts) {
      add(inner, !is_alternative || &inner == chosen ? texts : Texts::known);
    }
  }

  void drop_shown_pictures() {
    std::set<std::string, std::less<>> shown;
    for (const MimePart* part : parts_.bodies) {
      if (is_html(*part) && can_read_html()) {
        add_shown_pictures(part->decoded_body(), shown);
      }
    }
    std::erase_if(parts_.bodies, [&shown](const MimePart* part) {
      const std::string_view id = trim(find_mime_header(part->headers, "Content-ID"));
      return part->type.value.starts_with("image/") && id.size() > 2 && shown.contains(id.substr(1, id.size() - 2));
    });
  }

  MailParts parts_{};
};

}  // namespace

MailParts sort_mail_parts(const MimePart& message) {
  return PartSorter().sort(message);
}

std::string text_of_mail_part(const MimePart& part) {
  return decode_mail_text(part.decoded_body(), part.type.parameter("charset")).text;
}

}  // namespace docexport
