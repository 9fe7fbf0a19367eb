#include "documents/mail_charset.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include "docexport/base/text.hpp"
#include "docexport/documents/document_source.hpp"
#include "documents/character_set.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_name = 40;

struct Meaning {
  std::string_view declared;  // lower case
  const char* meant;
};

// What mail programs send under these names, where that is more than the names stand for.
constexpr std::array<Meaning, 13> meanings{{
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"windows-1252", "windows-1252"},
    {"cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"ks_c_5601-1987", "windows-949"},
    {"euc-kr", "windows-949"},
}};

struct CloseConverter {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

bool can_convert(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &error));
  return U_SUCCESS(error) != 0;
}

/// A name of ours or ICU's; empty when the bytes have to tell.
std::string converter_of(std::string_view declared) {
  const std::string name = to_lower_ascii(trim(declared));
  for (const Meaning& meaning : meanings) {
    if (meaning.declared == name) {
      return meaning.meant;
    }
  }
  // ICU takes options after a comma, and names of files.
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyz0123456789-_:.+";
  const bool tells = !name.empty() && name.size() <= longest_name &&
                     name.find_first_not_of(harmless) == std::string::npos && name != "us-ascii" && name != "ascii" &&
                     name != "utf-8" && name != "utf8";
  return tells && can_convert(name) ? name : std::string();
}

CharacterSet choose_character_set(const DocumentSource& source, std::string_view declared) {
  const std::string name = converter_of(declared);
  if (name.empty()) {
    return find_character_set(source);
  }
  if (name == "windows-1252") {
    CharacterSet found = find_character_set(source);
    if (found.is_valid_utf8) {
      return found;
    }
  }
  return {.name = name, .is_valid_utf8 = false};
}

}  // namespace

MailText decode_mail_text(std::string_view bytes, std::string_view declared_charset) {
  const DocumentSource source(bytes, "a message");
  const CharacterSet character_set = choose_character_set(source, declared_charset);
  TextDecoder decoder(source, character_set, NulCharacters::replace);
  MailText decoded;
  for (std::string_view piece = decoder.next(); !piece.empty(); piece = decoder.next()) {
    decoded.text += piece;
  }
  if (!is_valid_utf8(decoded.text)) {
    decoded.text = to_valid_utf8(decoded.text);
  }
  decoded.charset = character_set.name;
  decoded.replaced = decoder.replaced();
  decoded.doubt = character_set.doubt;
  return decoded;
}

}  // namespace docexport
