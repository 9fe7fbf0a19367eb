#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace docexport {

struct MailText {
  std::string text{};     ///< valid UTF-8 without U+0000
  std::string charset{};  ///< that it was read as
  std::uint64_t replaced = 0;
  std::string doubt{};  ///< one sentence why the charset may be wrong; empty if it is certain
};

/// The text that the bytes stand for: in the declared charset if ICU knows it and the bytes do not contradict it, else
/// in what the bytes look like. Programs that declare Latin-1 mean windows-1252, or are wrong and send UTF-8.
MailText decode_mail_text(std::string_view bytes, std::string_view declared_charset);

}  // namespace docexport
