#include "documents/mime_part.hpp"

#include <algorithm>
#include <optional>

#include "docexport/base/text.hpp"
#include "documents/mail_lines.hpp"
#include "documents/mime_encoding.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_parts = 10'000;
constexpr std::size_t longest_boundary = 200;

/// A line of a multipart that parts are between.
struct Delimiter {
  std::size_t begin = 0;  ///< with the line end before it, which is part of it
  std::size_t end = 0;
  bool is_last = false;
};

bool is_line_end(char character) {
  return character == '\n' || character == '\r';
}

std::optional<Delimiter> delimiter_at(std::string_view body, std::size_t place, std::size_t dashes_and_boundary) {
  if (place > 0 && !is_line_end(body[place - 1])) {
    return std::nullopt;
  }
  std::string_view rest = body.substr(place);
  const std::string_view line = take_mail_line(rest);
  const std::string_view tail = trim(line.substr(dashes_and_boundary));
  if (!tail.empty() && tail != "--") {
    return std::nullopt;
  }
  Delimiter delimiter{.begin = place, .end = body.size() - rest.size(), .is_last = !tail.empty()};
  if (delimiter.begin > 0) {
    --delimiter.begin;
    const bool is_pair = body[delimiter.begin] == '\n' && delimiter.begin > 0 && body[delimiter.begin - 1] == '\r';
    delimiter.begin -= is_pair ? 1 : 0;
  }
  return delimiter;
}

std::optional<Delimiter> find_delimiter(std::string_view body, std::size_t from,
                                        const std::string& dashes_and_boundary) {
  std::size_t place = body.find(dashes_and_boundary, from);
  while (place != std::string_view::npos) {
    if (const auto delimiter = delimiter_at(body, place, dashes_and_boundary.size())) {
      return delimiter;
    }
    place = body.find(dashes_and_boundary, place + 1);
  }
  return std::nullopt;
}

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
  explicit MimeParser(const ReadingBudget& budget) : budget_(&budget) {}

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
  void split(MimePart& part, std::uint64_t depth) {
    std::string boundary(part.type.parameter("boundary"));
    std::optional<Delimiter> delimiter;
    if (!boundary.empty()) {
      delimiter = find_delimiter(part.body, 0, "--" + boundary);
    }
    if (!delimiter) {
      boundary = guess_boundary(part.body);
      delimiter = boundary.empty() ? std::nullopt : find_delimiter(part.body, 0, "--" + boundary);
    }
    if (!delimiter) {
      part.type = {.value = "text/plain"};
      return;
    }
    const std::string_view default_type = part.type.value == "multipart/digest" ? "message/rfc822" : "text/plain";
    while (delimiter && !delimiter->is_last && ++part_count_ <= most_parts) {
      const std::size_t begin = delimiter->end;
      delimiter = find_delimiter(part.body, begin, "--" + boundary);
      const std::size_t end = delimiter ? std::max(delimiter->begin, begin) : part.body.size();
      part.parts.push_back(parse(part.body.substr(begin, end - begin), default_type, depth + 1));
    }
  }

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
  MimeParser parser(budget);
  ParsedMime parsed{.message = parser.parse(bytes, "text/plain", 1)};
  parsed.has_too_many_parts = parser.has_too_many_parts();
  return parsed;
}

}  // namespace docexport
