#include "documents/mime_words.hpp"

#include <algorithm>
#include <optional>

#include "docexport/base/text.hpp"
#include "documents/mail_charset.hpp"
#include "documents/mime_encoding.hpp"

namespace docexport {
namespace {

struct EncodedWord {
  std::string charset{};
  std::string bytes{};
  std::size_t length = 0;  ///< of the word as written
};

/// The word that begins with the text's first character, `=`.
std::optional<EncodedWord> take_word(std::string_view text) {
  const std::size_t charset_end = text.find('?', 2);
  if (!text.starts_with("=?") || charset_end == std::string_view::npos || charset_end + 2 >= text.size() ||
      text[charset_end + 2] != '?') {
    return std::nullopt;
  }
  const char encoding = text[charset_end + 1];
  const std::string_view charset = text.substr(2, charset_end - 2);
  const bool is_word = std::string_view("QqBb").find(encoding) != std::string_view::npos && !charset.empty() &&
                       charset.find_first_of(" \t=") == std::string_view::npos;
  const std::size_t start = charset_end + 3;
  const std::size_t end = is_word ? text.find("?=", start) : std::string_view::npos;
  if (end == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view encoded = text.substr(start, end - start);
  EncodedWord word{.charset = to_lower_ascii(charset.substr(0, charset.find('*'))), .length = end + 2};
  word.bytes = encoding == 'B' || encoding == 'b' ? decode_base64(encoded) : decode_q_encoding(encoded);
  return word;
}

class WordDecoder {
 public:
  std::string decode(std::string_view text) {
    // Behind the last end of a word no word begins: none is looked for, or many that never end cost their square.
    const std::size_t last_end = text.rfind("?=");
    const char* const words_end = last_end == std::string_view::npos ? text.data() : text.data() + last_end;
    while (!text.empty()) {
      const std::size_t start = std::min(text.find("=?"), text.size());
      const bool may_end = text.data() + start < words_end;
      const std::optional<EncodedWord> word = may_end ? take_word(text.substr(start)) : std::nullopt;
      const std::size_t plain = word ? start : std::min(start + 2, text.size());
      add_plain(text.substr(0, plain), word.has_value());
      if (word) {
        add_word(*word);
      }
      text.remove_prefix(plain + (word ? word->length : 0));
    }
    end_words();
    return std::move(text_);
  }

 private:
  void add_plain(std::string_view plain, bool before_word) {
    const bool is_blank = plain.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (plain.empty() || (is_blank && before_word && in_words_)) {
      return;
    }
    end_words();
    text_ += is_valid_utf8(plain) ? std::string(plain) : decode_mail_text(plain, "").text;
  }

  void add_word(const EncodedWord& word) {
    if (word.charset != charset_) {
      end_words();
      charset_ = word.charset;
    }
    bytes_ += word.bytes;
    in_words_ = true;
  }

  void end_words() {
    if (!bytes_.empty()) {
      text_ += decode_mail_text(bytes_, charset_).text;
    }
    bytes_.clear();
    charset_.clear();
    in_words_ = false;
  }

  std::string text_{};
  std::string charset_{};
  std::string bytes_{};  // of words in the same charset next to each other
  bool in_words_ = false;
};

}  // namespace

std::string decode_mime_words(std::string_view text) {
  return WordDecoder().decode(text);
}

}  // namespace docexport
