#include "documents/mime_field.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "docexport/base/text.hpp"
#include "documents/mail_charset.hpp"
#include "documents/mime_encoding.hpp"
#include "documents/mime_header.hpp"

namespace docexport {
namespace {

constexpr std::size_t most_parameters = 200;

/// A parameter as it stands: `filename*0*=utf-8''a`.
struct Piece {
  std::string name{};  // of the parameter as a whole
  std::optional<unsigned> number{};
  bool is_extended = false;  // `*=`: percent encoded, the first with a charset
  std::string value{};
};

std::string take_quoted(std::string_view& text) {
  std::string value;
  text.remove_prefix(1);
  while (!text.empty() && text.front() != '"') {
    if (text.front() == '\\' && text.size() > 1) {
      text.remove_prefix(1);
    }
    value.push_back(text.front());
    text.remove_prefix(1);
  }
  text.remove_prefix(std::min(text.find(';'), text.size()));
  return value;
}

std::string take_value(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  if (text.starts_with('"')) {
    return take_quoted(text);
  }
  const std::size_t end = std::min(text.find(';'), text.size());
  std::string value(trim(text.substr(0, end)));
  text.remove_prefix(end);
  return value;
}

Piece piece_of(std::string_view name) {
  Piece piece;
  if (name.ends_with('*')) {
    piece.is_extended = true;
    name.remove_suffix(1);
  }
  const std::size_t star = name.find('*');
  if (star != std::string_view::npos) {
    unsigned number = 0;
    const std::string_view digits = name.substr(star + 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (read.ec == std::errc() && read.ptr == digits.data() + digits.size()) {
      piece.number = number;
      name = name.substr(0, star);
    }
  }
  piece.name = to_lower_ascii(name);
  return piece;
}

std::vector<Piece> take_pieces(std::string_view text) {
  std::vector<Piece> pieces;
  while (!text.empty() && pieces.size() < most_parameters) {
    text.remove_prefix(text.starts_with(';') ? 1 : 0);
    const std::size_t equals = text.find_first_of("=;");
    if (equals == std::string_view::npos || text[equals] == ';') {
      text.remove_prefix(std::min(equals, text.size()));
      continue;
    }
    Piece piece = piece_of(trim(text.substr(0, equals)));
    text.remove_prefix(equals + 1);
    piece.value = take_value(text);
    if (!piece.name.empty()) {
      pieces.push_back(std::move(piece));
    }
  }
  return pieces;
}

/// The value of the pieces of one parameter, which are in order.
std::string join_pieces(const std::vector<Piece>& pieces) {
  std::string bytes;
  std::string charset;
  bool is_extended = false;
  for (const Piece& piece : pieces) {
    std::string_view value = piece.value;
    if (piece.is_extended && !is_extended && std::count(value.begin(), value.end(), '\'') >= 2) {
      charset = value.substr(0, value.find('\''));
      value.remove_prefix(value.find('\'') + 1);
      value.remove_prefix(value.find('\'') + 1);
    }
    is_extended = is_extended || piece.is_extended;
    bytes += piece.is_extended ? decode_percent_encoding(value) : std::string(value);
  }
  return is_extended ? decode_mail_text(bytes, charset).text : readable_mime_value(bytes);
}

}  // namespace

std::string_view MimeField::parameter(std::string_view name) const {
  for (const MimeParameter& one : parameters) {
    if (one.name == name) {
      return one.value;
    }
  }
  return {};
}

MimeField parse_mime_field(std::string_view text) {
  MimeField field;
  const std::size_t end = std::min(text.find(';'), text.size());
  const std::string_view value = trim(text.substr(0, end));
  field.value = to_valid_utf8(to_lower_ascii(value.substr(0, value.find_first_of(" \t("))));
  std::vector<Piece> pieces = take_pieces(text.substr(end));
  // A parameter in pieces, or with a charset, is said twice for old programs; the newer form counts.
  std::stable_sort(pieces.begin(), pieces.end(), [](const Piece& left, const Piece& right) {
    const bool left_is_new = left.number.has_value() || left.is_extended;
    const bool right_is_new = right.number.has_value() || right.is_extended;
    return left_is_new != right_is_new ? left_is_new : left.number.value_or(0) < right.number.value_or(0);
  });
  while (!pieces.empty()) {
    const std::string name = pieces.front().name;
    const bool in_pieces = pieces.front().number.has_value();
    std::vector<Piece> same;
    for (const Piece& piece : pieces) {
      const bool belongs = piece.name == name && (same.empty() || (in_pieces && piece.number));
      if (belongs) {
        same.push_back(piece);
      }
    }
    std::erase_if(pieces, [&name](const Piece& piece) { return piece.name == name; });
    field.parameters.push_back({.name = name, .value = join_pieces(same)});
  }
  return field;
}

}  // namespace docexport
