#pragma once

#include "docexport/documents/document_source.hpp"
#include "documents/character_set.hpp"
#include "documents/json_scanner.hpp"
#include "documents/text_decoder.hpp"

namespace docexport {

/// What stands at the top of a text.
enum class JsonTopLevel {
  document,  ///< one value; the elements of an array are what is iterated over, any other value is the only element
  lines,     ///< JSON Lines: one value on each line that is not blank
};

/// Goes through the values of a JSON text that become records, once.
class JsonElements {
 public:
  JsonElements(const DocumentSource& source, const CharacterSet& character_set, JsonTopLevel top_level);

  /// Goes to the next value, of which all must be read before the next call; false at the end, when the text was found
  /// to be right to its last character.
  bool next();

  [[nodiscard]] JsonScanner& scanner() noexcept { return scanner_; }
  [[nodiscard]] const TextDecoder& decoder() const noexcept { return decoder_; }

 private:
  enum class Place { start, in_array, in_lines, after_value };

  bool start();

  TextDecoder decoder_;
  JsonScanner scanner_;
  JsonTopLevel top_level_;
  Place place_ = Place::start;
};

}  // namespace docexport
