#include "documents/text_decoder.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucnv_err.h>

#include "docexport/base/error.hpp"
#include "docexport/base/quantity.hpp"

namespace docexport {
namespace {

constexpr std::size_t decoded_chunk_bytes = std::size_t{256} << 10;
constexpr std::size_t smallest_output = 1024;
constexpr std::size_t pivot_units = 8192;
constexpr std::string_view replacement_text = "\xEF\xBF\xBD";

/// ICU's own substitution writes U+001A for some character sets.
// NOLINTNEXTLINE(readability-function-size): the parameters are ICU's
void replace_unreadable(const void* context, UConverterToUnicodeArgs* arguments, const char* /*bytes*/,
                        int32_t /*length*/, UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) {
    return;
  }
  ++*static_cast<std::uint64_t*>(const_cast<void*>(context));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  *error = U_ZERO_ERROR;
  constexpr UChar character = 0xFFFD;
  ucnv_cbToUWriteUChars(arguments, &character, 1, 0, error);
}

[[noreturn]] void fail(const std::string& name, UErrorCode error) {
  throw Error(ErrorKind::internal, fmt::format("cannot convert text from {}: ICU says {}", name, u_errorName(error)));
}

}  // namespace

TextDecoder::TextDecoder(const DocumentSource& source, const CharacterSet& character_set, NulCharacters nul_characters)
    : source_(&source),
      offset_(character_set.mark_size),
      search_nul_characters_(nul_characters == NulCharacters::replace &&
                             (!character_set.is_valid_utf8 || character_set.has_nul_bytes)),
      bytes_(static_cast<std::size_t>(std::min<std::uint64_t>(decoded_chunk_bytes, source.size()))) {
  if (!character_set.is_valid_utf8) {
    open_converters(character_set.name);
  }
}

TextDecoder::Converter TextDecoder::open_converter(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &error));
  if (U_FAILURE(error) != 0) {
    fail(name, error);
  }
  return converter;
}

void TextDecoder::open_converters(const std::string& name) {
  from_ = open_converter(name);
  to_utf8_ = open_converter("UTF-8");
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(from_.get(), replace_unreadable, replaced_.get(), nullptr, nullptr, &error);
  if (U_FAILURE(error) != 0) {
    fail(name, error);
  }
  converted_.resize(bytes_.size() + smallest_output);
  pivot_.resize(pivot_units);
  pivot_source_ = pivot_.data();
  pivot_target_ = pivot_.data();
}

std::string_view TextDecoder::read_bytes() {
  const std::size_t count = source_->read(bytes_, offset_);
  offset_ += count;
  return {bytes_.data(), count};
}

std::string_view TextDecoder::next() {
  const std::string_view text = from_ ? next_converted() : read_bytes();
  return search_nul_characters_ ? without_nul_characters(text) : text;
}

std::string_view TextDecoder::next_converted() {
  while (!ended_) {
    const bool last = unread_.empty() && (unread_ = read_bytes()).empty();
    const char* from = unread_.data();
    const char* const from_end = from + unread_.size();
    char* to = converted_.data();
    UErrorCode error = U_ZERO_ERROR;
    ucnv_convertEx(to_utf8_.get(), from_.get(), &to, converted_.data() + converted_.size(), &from, from_end,
                   pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(), 0, last ? 1 : 0,
                   &error);
    unread_ = {from, static_cast<std::size_t>(from_end - from)};
    if (U_FAILURE(error) != 0 && error != U_BUFFER_OVERFLOW_ERROR) {
      fail(source_->name(), error);
    }
    ended_ = last && error != U_BUFFER_OVERFLOW_ERROR;
    if (to != converted_.data()) {
      return {converted_.data(), static_cast<std::size_t>(to - converted_.data())};
    }
  }
  return {};
}

std::string_view TextDecoder::without_nul_characters(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) {
    return text;
  }
  cleaned_.clear();
  for (const char byte : text) {
    if (byte == '\0') {
      cleaned_ += replacement_text;
      ++*replaced_;
    } else {
      cleaned_.push_back(byte);
    }
  }
  return cleaned_;
}

std::string decode_all(TextDecoder& decoder, std::size_t max_bytes, const std::string& name) {
  std::string text;
  for (std::string_view piece = decoder.next(); !piece.empty(); piece = decoder.next()) {
    if (text.size() + piece.size() > max_bytes) {
      throw Error(ErrorKind::limit, fmt::format("{} has more than {} of text; a document of its type may not", name,
                                                format_size(max_bytes)));
    }
    text += piece;
  }
  return text;
}

void warn_about_encoding(const CharacterSet& character_set, const TextDecoder& decoder, ContentSink& sink) {
  if (!character_set.doubt.empty()) {
    sink.warning(character_set.doubt);
  }
  if (decoder.replaced() > 0) {
    sink.warning(fmt::format("{} {} could not be read as {} and became U+FFFD", decoder.replaced(),
                             decoder.replaced() == 1 ? "character" : "characters", character_set.name));
  }
}

}  // namespace docexport
