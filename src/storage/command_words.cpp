#include "storage/command_words.hpp"

#include <cstddef>

namespace docexport {
namespace {

constexpr std::string_view white_space = " \t\r\n";

/// Reads one word from the front of a text that begins with no white space.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] std::string_view rest() const { return rest_; }

  std::optional<std::string> read() {
    while (!rest_.empty() && white_space.find(rest_.front()) == std::string_view::npos) {
      const char first = rest_.front();
      rest_.remove_prefix(1);
      const bool is_whole = first == '\''   ? take_single_quoted()
                            : first == '"'  ? take_double_quoted()
                            : first == '\\' ? take_escaped()
                                            : take(first);
      if (!is_whole) {
        return std::nullopt;
      }
    }
    return std::move(word_);
  }

 private:
  bool take(char each) {
    word_ += each;
    return true;
  }

  bool take_escaped() {
    if (rest_.empty()) {
      return false;
    }
    word_ += rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  bool take_single_quoted() {
    const std::size_t end = rest_.find('\'');
    if (end == std::string_view::npos) {
      return false;
    }
    word_ += rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return true;
  }

  bool take_double_quoted() {
    while (!rest_.empty() && rest_.front() != '"') {
      // Only these two can be escaped here; before any other character the backslash stands for itself.
      if (rest_.starts_with("\\\"") || rest_.starts_with("\\\\")) {
        rest_.remove_prefix(1);
      }
      word_ += rest_.front();
      rest_.remove_prefix(1);
    }
    if (rest_.empty()) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view rest_;
  std::string word_;
};

}  // namespace

std::optional<std::vector<std::string>> split_command(std::string_view text) {
  std::vector<std::string> words;
  while (true) {
    const std::size_t begin = text.find_first_not_of(white_space);
    if (begin == std::string_view::npos) {
      return words;
    }
    WordReader reader(text.substr(begin));
    std::optional<std::string> word = reader.read();
    if (!word) {
      return std::nullopt;
    }
    words.push_back(std::move(*word));
    text = reader.rest();
  }
}

}  // namespace docexport
