#include "documents/mime_delimiters.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>

#include "docexport/base/text.hpp"
#include "documents/mail_lines.hpp"

namespace docexport {
namespace {

constexpr std::string_view two_dashes = "--";

std::string_view without_blanks_behind(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t");
  return line.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

/// What a delimiter and the last one of its multipart have in common.
std::string_view stem_of(std::string_view line) {
  const std::string_view text = without_blanks_behind(line);
  const bool may_be_last = text.size() > two_dashes.size() && text.ends_with(two_dashes);
  return may_be_last ? without_blanks_behind(text.substr(0, text.size() - two_dashes.size())) : text;
}

}  // namespace

MimeDelimiters::MimeDelimiters(std::string_view bytes) : bytes_(bytes) {
  for (std::size_t place = bytes.find(two_dashes); place < bytes.size(); place = bytes.find(two_dashes, place)) {
    const bool begins_line = place == 0 || bytes[place - 1] == '\n' || bytes[place - 1] == '\r';
    if (!begins_line) {
      place = bytes.find_first_not_of('-', place);
      continue;
    }
    std::string_view rest = bytes.substr(place);
    const std::string_view line = take_mail_line(rest);
    if (line.size() > two_dashes.size()) {
      add(line);
    }
    place = bytes.size() - rest.size();
  }
  std::sort(lines_.begin(), lines_.end(), [](const Line& left, const Line& right) {
    return std::tie(left.hash, left.place) < std::tie(right.hash, right.place);
  });
}

void MimeDelimiters::add(std::string_view line) {
  lines_.push_back({.hash = std::hash<std::string_view>()(stem_of(line)),
                    .place = static_cast<std::size_t>(line.data() - bytes_.data())});
}

std::optional<MimeDelimiter> MimeDelimiters::find(std::string_view boundary, std::size_t from, std::size_t to) const {
  const std::string text = std::string(two_dashes).append(without_blanks_behind(boundary));
  const std::string_view stem = stem_of(text);
  const std::optional<MimeDelimiter> found = find_hashed(text, stem, from, to);
  // One that ends with dashes itself looks like the last one of another, and its own last one has still more.
  const std::optional<MimeDelimiter> last = stem == text ? std::nullopt : find_hashed(text, text, from, to);
  return !found || (last && last->begin < found->begin) ? last : found;
}

std::optional<MimeDelimiter> MimeDelimiters::find_hashed(std::string_view text, std::string_view stem, std::size_t from,
                                                         std::size_t to) const {
  const std::size_t hash = std::hash<std::string_view>()(stem);
  auto line = std::lower_bound(lines_.begin(), lines_.end(), from, [hash](const Line& one, std::size_t place) {
    return std::tie(one.hash, one.place) < std::tie(hash, place);
  });
  for (; line != lines_.end() && line->hash == hash && line->place < to; ++line) {
    if (const auto delimiter = delimiter_at(line->place, text, to)) {
      return delimiter;
    }
  }
  return std::nullopt;
}

std::optional<MimeDelimiter> MimeDelimiters::delimiter_at(std::size_t place, std::string_view text,
                                                          std::size_t to) const {
  std::string_view rest = bytes_.substr(place, to - place);
  const std::string_view line = take_mail_line(rest);
  if (!line.starts_with(text)) {
    return std::nullopt;
  }
  const std::string_view tail = trim(line.substr(text.size()));
  if (!tail.empty() && tail != two_dashes) {
    return std::nullopt;
  }
  MimeDelimiter delimiter{.begin = place, .end = to - rest.size(), .is_last = !tail.empty()};
  if (delimiter.begin > 0) {
    --delimiter.begin;
    const bool is_pair = bytes_[delimiter.begin] == '\n' && delimiter.begin > 0 && bytes_[delimiter.begin - 1] == '\r';
    delimiter.begin -= is_pair ? 1 : 0;
  }
  return delimiter;
}

}  // namespace docexport
