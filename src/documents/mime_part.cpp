#include "documents/mime_part.hpp"

#include <algorithm>
#include <optional>

#include "docexport/base/text.hpp"
#include "documents/mail_lines.hpp"
#include "documents/mime_delimiters.hpp"
#include "documents/mime_encoding.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_parts = 10'000;
constexpr std::size_t longest_boundary = 200;

/// The boundary of a multipart that does not say it: its first line that begins like a delimiter and before a header.
std::string guess_boundary(std::string_view body) {
  while (!body.empty()) {
    const std::string_view line = trim(take_mail_line(body));
    const std::string_view next = body.substr(0, body.find_first_of("\r\n"));
    if (line.size() > 2 && line.size() <= longest_boundary && line.starts_with("--") &&
        (is_mime_header_line(next) || next.empty())) {
      return std::string(line.substr(2));
    }
  }
  return {};
}

class MimeParser {
 public:
  MimeParser(std::string_view bytes, const ReadingBudget& budget) : bytes_(bytes), budget_(&budget) {}

  MimePart parse(std::string_view bytes, std::string_view default_type, std::uint64_t depth) {
    budget_->check_depth(depth);
    MimeHeaderBlock block = read_mime_headers(bytes);
    MimePart part{.headers = std::move(block.headers), .body = bytes.substr(block.body_offset)};
    part.type = parse_mime_field(find_mime_header(part.headers, "Content-Type"));
    part.disposition = parse_mime_field(find_mime_header(part.headers, "Content-Disposition"));
    if (part.type.value.find('/') == std::string::npos) {
      part.type.value = default_type;
    }
    if (part.is_multipart()) {
      split(part, depth);
    }
    return part;
  }

  [[nodiscard]] bool has_too_many_parts() const noexcept { return part_count_ > most_parts; }

 private:
  std::optional<MimeDelimiter> find_delimiter(std::string_view boundary, std::size_t from, std::size_t to) {
    if (!delimiters_) {
      delimiters_.emplace(bytes_);
    }
    return delimiters_->find(boundary, from, to);
  }

  void split(MimePart& part, std::uint64_t depth) {
    const auto from = static_cast<std::size_t>(part.body.data() - bytes_.data());
    const std::size_t to = from + part.body.size();
    std::string boundary(part.type.parameter("boundary"));
    std::optional<MimeDelimiter> delimiter;
    if (!boundary.empty()) {
      delimiter = find_delimiter(boundary, from, to);
    }
    if (!delimiter) {
      boundary = guess_boundary(part.body);
      delimiter = boundary.empty() ? std::nullopt : find_delimiter(boundary, from, to);
    }
    if (!delimiter) {
      part.type = {.value = "text/plain"};
      return;
    }
    const std::string_view default_type = part.type.value == "multipart/digest" ? "message/rfc822" : "text/plain";
    while (delimiter && !delimiter->is_last && ++part_count_ <= most_parts) {
      const std::size_t begin = delimiter->end;
      delimiter = find_delimiter(boundary, begin, to);
      const std::size_t end = delimiter ? std::max(delimiter->begin, begin) : to;
      part.parts.push_back(parse(bytes_.substr(begin, end - begin), default_type, depth + 1));
    }
  }

  std::string_view bytes_;
  std::optional<MimeDelimiters> delimiters_{};  // most messages have no parts
  const ReadingBudget* budget_;
  std::size_t part_count_ = 0;
};

}  // namespace

std::string MimePart::file_name() const {
  const std::string_view said = disposition.parameter("filename");
  return safe_file_name(said.empty() ? type.parameter("name") : said, "");
}

std::string MimePart::transfer_encoding() const {
  const std::string_view value = find_mime_header(headers, "Content-Transfer-Encoding");
  return to_lower_ascii(trim(value.substr(0, value.find_first_of(";("))));
}

std::string MimePart::decoded_body() const {
  return decode_transfer_encoding(body, transfer_encoding());
}

ParsedMime parse_mime(std::string_view bytes, const ReadingBudget& budget) {
  bytes.remove_prefix(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  while (!bytes.empty() && is_blank_line(bytes.substr(0, bytes.find_first_of("\r\n")))) {
    take_mail_line(bytes);
  }
  MimeParser parser(bytes, budget);
  ParsedMime parsed{.message = parser.parse(bytes, "text/plain", 1)};
  parsed.has_too_many_parts = parser.has_too_many_parts();
  return parsed;
}

}  // namespace docexport
