#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/ucnv.h>

#include "docexport/documents/document_source.hpp"
#include "docexport/model/content_sink.hpp"
#include "documents/character_set.hpp"

namespace docexport {

/// What becomes of U+0000, which no text needs and few programs survive.
enum class NulCharacters { keep, replace };

/// The text of a document as UTF-8, in pieces; memory does not depend on the document's size.
class TextDecoder {
 public:
  TextDecoder(const DocumentSource& source, const CharacterSet& character_set, NulCharacters nul_characters);

  /// The next piece, valid until the next call; empty at the end. A piece may end inside a character, all pieces
  /// together are valid UTF-8.
  std::string_view next();

  /// How many characters could not be read and became U+FFFD so far.
  [[nodiscard]] std::uint64_t replaced() const noexcept { return *replaced_; }

 private:
  struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
  };
  using Converter = std::unique_ptr<UConverter, CloseConverter>;

  static Converter open_converter(const std::string& name);
  void open_converters(const std::string& name);
  std::string_view read_bytes();
  std::string_view next_converted();
  std::string_view without_nul_characters(std::string_view text);

  const DocumentSource* source_;
  std::uint64_t offset_ = 0;
  bool search_nul_characters_;
  bool ended_ = false;
  std::vector<char> bytes_;
  // On the heap, because the converter's callback holds its address.
  std::unique_ptr<std::uint64_t> replaced_ = std::make_unique<std::uint64_t>(0);

  Converter from_{};
  Converter to_utf8_{};
  std::string_view unread_{};
  std::vector<char> converted_{};
  std::vector<UChar> pivot_{};
  UChar* pivot_source_ = nullptr;
  UChar* pivot_target_ = nullptr;
  std::string cleaned_{};
};

/// The whole text. Throws Error (`limit`) when it has more than `max_bytes`.
std::string decode_all(TextDecoder& decoder, std::size_t max_bytes, const std::string& name);

/// Says which characters were replaced and whether the encoding is in doubt, if so.
void warn_about_encoding(const CharacterSet& character_set, const TextDecoder& decoder, ContentSink& sink);

}  // namespace docexport
