#include "documents/field_contacts.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "docexport/base/text.hpp"
#include "documents/field_characters.hpp"

namespace docexport {
namespace {

constexpr double certain_email = 95;
constexpr double international_phone = 85;
constexpr double american_phone = 75;
constexpr double plain_phone = 60;
constexpr double proven = 99;
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_domain = 253;

struct IbanLength {
  std::string_view country;
  std::size_t length;
};

constexpr std::array<IbanLength, 50> iban_lengths{{
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22}, {"BH", 22},
    {"BR", 29}, {"CH", 21}, {"CY", 28}, {"CZ", 24}, {"DE", 22}, {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18},
    {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27}, {"HR", 21}, {"HU", 28},
    {"IE", 22}, {"IL", 23}, {"IS", 26}, {"IT", 27}, {"KW", 30}, {"LB", 28}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25},
    {"RO", 24}, {"RS", 22}, {"SE", 24}, {"SI", 19}, {"TR", 26},
}};

bool is_local_character(char character) {
  return is_word_character(character) || std::string_view(".+-%'").find(character) != std::string_view::npos;
}

bool is_domain_character(char character) {
  return is_digit(character) || is_ascii_letter(character) || character == '-' || character == '.';
}

/// `logo@2x.png` is a file.
bool is_file_extension(std::string_view name) {
  constexpr std::array<std::string_view, 8> extensions{"png", "jpg", "jpeg", "gif", "svg", "webp", "js", "css"};
  return std::find(extensions.begin(), extensions.end(), to_lower_ascii(name)) != extensions.end();
}

bool is_domain(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || domain.front() == '-' ||
      domain.find("..") != std::string_view::npos) {
    return false;
  }
  const std::string_view top = domain.substr(dot + 1);
  return top.size() >= 2 && std::all_of(top.begin(), top.end(), is_ascii_letter) && !is_file_extension(top);
}

bool matches_shape(std::string_view text, std::string_view shape) {
  if (text.size() < shape.size()) {
    return false;
  }
  for (std::size_t index = 0; index < shape.size(); ++index) {
    if (shape[index] == '9' ? !is_digit(text[index]) : text[index] != shape[index]) {
      return false;
    }
  }
  return true;
}

/// Where digits with single separators between them end, and how many digits they are.
struct DigitRun {
  std::size_t end = 0;
  std::size_t digits = 0;
};

DigitRun phone_run(std::string_view text, std::size_t place) {
  DigitRun run{.end = place};
  std::size_t separators = 0;
  while (place < text.size() && separators <= 2) {
    const std::size_t blank = blank_length(text, place);
    if (is_digit(text[place])) {
      ++run.digits;
      run.end = ++place;
      separators = 0;
    } else if (blank > 0 || std::string_view("-./()").find(text[place]) != std::string_view::npos) {
      place += std::max<std::size_t>(blank, 1);
      ++separators;
    } else {
      break;
    }
  }
  return run;
}

std::size_t iban_length_of(std::string_view country) {
  for (const IbanLength& entry : iban_lengths) {
    if (entry.country == country) {
      return entry.length;
    }
  }
  return 0;
}

bool is_upper(char character) {
  return character >= 'A' && character <= 'Z';
}

/// ISO 7064, mod 97-10.
bool is_checksum_right(const std::string& iban) {
  unsigned remainder = 0;
  const std::string turned = iban.substr(4) + iban.substr(0, 4);
  for (const char character : turned) {
    const auto value = static_cast<unsigned>(is_digit(character) ? character - '0' : character - 'A' + 10);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder == 1;
}

}  // namespace

std::optional<FoundValue> email_at(std::string_view text, std::size_t place) {
  std::size_t at = place;
  while (is_local_character(character_at(text, at)) && at - place < longest_local_part) {
    ++at;
  }
  if (at == place || character_at(text, at) != '@' || text[at - 1] == '.') {
    return std::nullopt;
  }
  std::size_t end = at + 1;
  while (is_domain_character(character_at(text, end)) && end - at < longest_domain) {
    ++end;
  }
  while (end > at + 1 && !is_digit(text[end - 1]) && !is_ascii_letter(text[end - 1])) {
    --end;
  }
  const bool ends = character_at(text, end) != '@' && character_at(text, end) != '_';
  return ends && is_domain(text.substr(at + 1, end - at - 1))
             ? std::optional(FoundValue{place, end, ValueKind::email, certain_email})
             : std::nullopt;
}

std::optional<FoundValue> phone_at(std::string_view text, std::size_t place) {
  const std::string_view rest = text.substr(std::min(place, text.size()));
  if (rest.starts_with('+')) {
    const DigitRun run = phone_run(text, place + 1);
    const bool is_long_enough = run.digits >= 8 && run.digits <= 15 && is_digit(character_at(text, place + 1));
    return is_long_enough && is_end_of_value(text, run.end)
               ? std::optional(FoundValue{place, run.end, ValueKind::phone, international_phone})
               : std::nullopt;
  }
  constexpr std::string_view in_parentheses = "(999) 999-9999";
  constexpr std::string_view plain = "999-999-9999";
  if (matches_shape(rest, in_parentheses) && is_end_of_value(text, place + in_parentheses.size())) {
    return FoundValue{place, place + in_parentheses.size(), ValueKind::phone, american_phone};
  }
  if (matches_shape(rest, plain) && is_end_of_value(text, place + plain.size())) {
    return FoundValue{place, place + plain.size(), ValueKind::phone, plain_phone};
  }
  return std::nullopt;
}

std::optional<FoundValue> iban_at(std::string_view text, std::size_t place) {
  const std::size_t length = iban_length_of(text.substr(std::min(place, text.size()), 2));
  std::string iban;
  std::size_t end = place;
  while (length > 0 && iban.size() < length && end < text.size()) {
    const std::size_t blank = iban.size() % 4 == 0 && !iban.empty() ? blank_length(text, end) : 0;
    end += blank;
    const char character = character_at(text, end);
    if (!is_digit(character) && !is_upper(character)) {
      return std::nullopt;
    }
    iban.push_back(character);
    ++end;
  }
  const bool is_whole = length > 0 && iban.size() == length && is_end_of_value(text, end);
  return is_whole && is_digit(iban[2]) && is_digit(iban[3]) && is_checksum_right(iban)
             ? std::optional(FoundValue{place, end, ValueKind::iban, proven})
             : std::nullopt;
}

bool looks_like_phone(std::string_view text) {
  const std::size_t start = text.starts_with('+') ? 1 : 0;
  const DigitRun run = phone_run(text, start);
  return run.end == text.size() && run.digits >= 5 && run.digits <= 18;
}

}  // namespace docexport
