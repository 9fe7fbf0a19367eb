#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "docexport/model/content.hpp"
#include "documents/json_input.hpp"
#include "documents/json_tokens.hpp"

namespace docexport {

enum class JsonKind { object, array, string, number, boolean, null };

/// Where a line may end.
enum class JsonLines {
  anywhere,        ///< a JSON document: line ends are white space
  between_values,  ///< JSON Lines: a value stands on one line
};

/// Takes JSON (RFC 8259, strictly) from a text piece by piece; the caller asks for what it wants next. Throws Error
/// `input` that names the document, line and column, and `limit` when values nest deeper than max_json_depth or one is
/// larger than max_record_bytes.
class JsonScanner {
 public:
  JsonScanner(TextDecoder& text, std::string document, JsonLines lines);
  JsonScanner(const JsonScanner&) = delete;
  JsonScanner& operator=(const JsonScanner&) = delete;
  ~JsonScanner() = default;

  /// Skips white space, line ends included. True when nothing else follows.
  bool at_end();
  /// Throws unless the value that was read last is followed by a line end or the end of the text.
  void expect_line_end();
  /// Throws unless nothing but white space follows.
  void expect_end();

  /// What begins here, after white space.
  JsonKind kind();
  void enter_object();
  /// Goes to the next member and reads its name; false at the object's end.
  bool next_member(std::string& name);
  void enter_array();
  /// Goes to the next element; false at the array's end.
  bool next_element();

  /// Reads any value as a cell: objects and arrays as compact JSON.
  void read_value(Cell& cell);
  void skip_value();

  /// The line the scanner is in, from 1.
  [[nodiscard]] std::uint64_t line() const noexcept { return input_.line(); }
  [[nodiscard]] const std::string& document() const noexcept { return input_.document(); }
  /// Escapes that stand for no character (half a surrogate pair) and became U+FFFD.
  [[nodiscard]] std::uint64_t replaced() const noexcept { return tokens_.replaced(); }

 private:
  void skip_space();
  void expect(char character, std::string_view wanted);
  void enter(char character);
  void append_quoted(std::string* out, std::string_view text);
  void copy_value(std::string* out);
  void copy_object(std::string* out);
  void copy_array(std::string* out);

  JsonInput input_;
  JsonTokens tokens_;
  JsonLines lines_;
  int depth_ = 0;          // objects and arrays that were entered and not left
  bool is_first_ = false;  // nothing was read yet of the object or array entered last
  std::string string_{};   // a string on its way into compact JSON, and the same as JSON
  std::string quoted_{};
};

}  // namespace docexport
