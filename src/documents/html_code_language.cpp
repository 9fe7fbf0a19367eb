#include "documents/html_code_language.hpp"

#include <array>
#include <string_view>

#include "documents/html_tree.hpp"

namespace docexport {
namespace {

constexpr std::array<std::string_view, 4> prefixes{"language-", "lang-", "highlight-source-", "highlight-text-"};
constexpr std::size_t longest_language = 40;

std::string language_in(std::string_view classes) {
  const std::string words = " " + collapse_white_space(classes);
  for (const std::string_view prefix : prefixes) {
    const std::size_t place = words.find(" " + std::string(prefix));
    if (place != std::string::npos) {
      const std::size_t begin = place + 1 + prefix.size();
      const std::string language = words.substr(begin, words.find(' ', begin) - begin);
      return language.size() <= longest_language && language != "none" ? language : "";
    }
  }
  return "";
}

}  // namespace

std::string html_code_language(const GumboNode& block) {
  std::string language = language_in(attribute(block.v.element, "class"));
  const GumboVector& children = block.v.element.children;
  for (unsigned index = 0; language.empty() && index < children.length; ++index) {
    const auto* const child = static_cast<const GumboNode*>(children.data[index]);
    if (is_element(*child, GUMBO_TAG_CODE)) {
      language = language_in(attribute(child->v.element, "class"));
    }
  }
  if (language.empty() && block.parent != nullptr && is_element(*block.parent)) {
    language = language_in(attribute(block.parent->v.element, "class"));
  }
  return language;
}

}  // namespace docexport
