#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace docexport {

/// A line of a multipart that parts are between. Offsets are of the whole message.
struct MimeDelimiter {
  std::size_t begin = 0;  ///< with the line end before it, which is part of it
  std::size_t end = 0;
  bool is_last = false;
};

/// The lines of a message that may be delimiters. They are looked for once, so that multiparts in each other are found
/// in a time that grows with the message and not with its size times their depth.
class MimeDelimiters {
 public:
  /// The bytes outlive this.
  explicit MimeDelimiters(std::string_view bytes);

  /// The first one of this boundary between two offsets; `from` is where a line begins.
  [[nodiscard]] std::optional<MimeDelimiter> find(std::string_view boundary, std::size_t from, std::size_t to) const;

 private:
  /// A line that begins with two dashes.
  struct Line {
    std::size_t hash = 0;  ///< of its text without blanks and two dashes at its end
    std::size_t place = 0;
  };

  void add(std::string_view line);
  [[nodiscard]] std::optional<MimeDelimiter> find_hashed(std::string_view text, std::string_view stem, std::size_t from,
                                                         std::size_t to) const;
  [[nodiscard]] std::optional<MimeDelimiter> delimiter_at(std::size_t place, std::string_view text,
                                                          std::size_t to) const;

  std::string_view bytes_;
  std::vector<Line> lines_;  ///< by hash, then by place
};

}  // namespace docexport
