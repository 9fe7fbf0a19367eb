#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace docexport {

/// Which words a document has, to decide whether a hyphen at the end of a line belongs to the word. Remembers at most
/// 200,000 different ones.
class KnownWords {
 public:
  /// Takes in all words of a line but its first and last, which may be parts of words.
  void learn(std::string_view line);
  [[nodiscard]] bool contains(std::string_view word) const;

 private:
  std::unordered_set<std::uint64_t> hashes_;
};

/// Appends the next line of a paragraph to its text: with a blank between them, without one between ideographs, and
/// without the hyphen of a word that was divided at the end of the line.
void append_line(std::string& text, std::string_view line, const KnownWords& words);

/// Whether the text ends inside a sentence and the line goes on with it, as far as one can see from the two.
bool continues_sentence(std::string_view text, std::string_view line);

}  // namespace docexport
