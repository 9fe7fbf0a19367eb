#include "formats/print_missing.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>

namespace docexport {

namespace {

constexpr std::size_t most_missing_characters = 1000;
constexpr std::size_t most_shown_characters = 8;

void free_characters(gpointer characters) {
  const std::unique_ptr<std::set<char32_t>> freed(static_cast<std::set<char32_t>*>(characters));
}

std::string utf8_of(char32_t character) {
  constexpr std::size_t longest_character = 6;
  std::array<char, longest_character> bytes{};
  const int length = g_unichar_to_utf8(character, bytes.data());
  return {bytes.data(), static_cast<std::size_t>(length)};
}

}  // namespace

std::set<char32_t>& missing_characters(PangoContext* context) {
  constexpr const char* key = "docexport-missing-characters";
  auto* const object = reinterpret_cast<GObject*>(context);
  auto* characters = static_cast<std::set<char32_t>*>(g_object_get_data(object, key));
  if (characters == nullptr) {
    characters = std::make_unique<std::set<char32_t>>().release();
    g_object_set_data_full(object, key, characters, free_characters);
  }
  return *characters;
}

void add_missing_character(std::set<char32_t>& characters, char32_t character) {
  if (characters.size() < most_missing_characters) {
    characters.insert(character);
  }
}

std::optional<std::string> missing_characters_warning(const std::set<char32_t>& characters) {
  if (characters.empty()) {
    return std::nullopt;
  }
  std::string shown;
  std::size_t count = 0;
  for (const char32_t character : characters) {
    if (count++ == most_shown_characters) {
      shown += ", …";
      break;
    }
    shown +=
        fmt::format("{}{} (U+{:04X})", shown.empty() ? "" : ", ", utf8_of(character), static_cast<unsigned>(character));
  }
  const bool is_all = characters.size() < most_missing_characters;
  return fmt::format(
      "no installed font has {}{} character{} of the document, and boxes are printed instead: {}. Install a font that "
      "has {}, such as fonts-noto-core or fonts-noto-cjk",
      is_all ? "" : "at least ", characters.size(), characters.size() == 1 ? "" : "s", shown,
      characters.size() == 1 ? "it" : "them");
}

}  // namespace docexport
