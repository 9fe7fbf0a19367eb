#include "documents/xlsx_furniture.hpp"

#include <algorithm>
#include <array>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

constexpr std::size_t color_length = 6;

struct PrintedValue {
  char code;
  std::string_view name;
};

constexpr std::array<PrintedValue, 6> printed_values{
    {{'P', "[Page]"}, {'N', "[Pages]"}, {'D', "[Date]"}, {'T', "[Time]"}, {'F', "[File]"}, {'Z', "[Path]"}}};

class FurnitureText {
 public:
  explicit FurnitureText(std::string_view sheet) : sheet_(sheet) {}

  std::string read(std::string_view coded) {
    for (std::size_t at = 0; at < coded.size(); ++at) {
      if (coded[at] != '&' || at + 1 == coded.size()) {
        add(coded.substr(at, 1));
      } else {
        at = read_code(coded, at + 1);
      }
    }
    end_place();
    return std::move(text_);
  }

 private:
  /// The last character of the code.
  std::size_t read_code(std::string_view coded, std::size_t at) {
    const char code = coded[at];
    if (code == 'L' || code == 'C' || code == 'R') {
      end_place();
    } else if (code == '&') {
      add("&");
    } else if (code == 'A') {
      add(sheet_);
    } else if (code == '"') {
      return std::min(coded.find('"', at + 1), coded.size());
    } else if (code == 'K') {
      return at + color_length;
    } else if (is_digit(code)) {
      return std::min(coded.find_first_not_of("0123456789", at), coded.size()) - 1;
    } else {
      add_printed_value(code);
    }
    return at;
  }

  void add(std::string_view words) {
    has_words_ = has_words_ || !trim(words).empty();
    place_ += words;
  }

  /// Fonts and such have no name.
  void add_printed_value(char code) {
    const auto* const value = std::find_if(printed_values.begin(), printed_values.end(),
                                           [code](const PrintedValue& one) { return one.code == code; });
    place_ += value == printed_values.end() ? std::string_view() : value->name;
  }

  void end_place() {
    if (has_words_) {
      text_ += text_.empty() ? "" : "\n";
      text_ += trim(place_);
    }
    place_.clear();
    has_words_ = false;
  }

  std::string_view sheet_;
  std::string text_{};
  std::string place_{};
  bool has_words_ = false;  // and not a page number alone
};

}  // namespace

std::string xlsx_furniture_text(std::string_view coded, std::string_view sheet) {
  return FurnitureText(sheet).read(coded);
}

}  // namespace docexport
