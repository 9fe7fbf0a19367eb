#include "documents/mail_charset.hpp"

#include "docexport/base/text.hpp"
#include "docexport/documents/document_source.hpp"
#include "documents/character_set.hpp"
#include "documents/charset_label.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {
namespace {

/// A name of ours or ICU's; empty when the bytes have to tell.
std::string converter_of(std::string_view declared) {
  const std::string label = to_lower_ascii(trim(declared));
  const bool tells_nothing = label == "us-ascii" || label == "ascii" || label == "utf-8" || label == "utf8";
  return tells_nothing ? std::string() : converter_of_label(label);
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
