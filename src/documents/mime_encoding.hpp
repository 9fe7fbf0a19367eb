#pragma once

#include <string>
#include <string_view>

namespace docexport {

/// All of these take what is wrong as well as it goes: characters that do not belong there are skipped or kept.

std::string decode_base64(std::string_view text);
std::string decode_quoted_printable(std::string_view text);
/// Quoted-printable as encoded words have it: `_` is a space.
std::string decode_q_encoding(std::string_view text);
/// The bytes that `%41` and the like stand for.
std::string decode_percent_encoding(std::string_view text);

/// Whether the transfer encoding (any case) is one of those that are decoded: base64, quoted-printable, or none.
bool is_known_transfer_encoding(std::string_view encoding);
/// The bytes of a body in this transfer encoding; of an unknown one as they are.
std::string decode_transfer_encoding(std::string_view body, std::string_view encoding);

}  // namespace docexport
