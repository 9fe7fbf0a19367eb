#include "documents/pdf_outline_titles.hpp"

#include <algorithm>
#include <cctype>

#include "docexport/model/content.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_title = 400;

/// Letters, digits and all that is not ASCII, in lower case.
std::string title_key_of(std::string_view text) {
  std::string key;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value >= 0x80 || std::isalnum(value) != 0) {
      key += static_cast<char>(std::tolower(value));
    }
  }
  return key;
}

std::string_view without_number(std::string_view text) {
  const auto first = text.find_first_not_of("0123456789. ");
  return first == std::string_view::npos ? text : text.substr(first);
}

}  // namespace

PdfOutlineTitles::PdfOutlineTitles(const std::vector<OutlineEntry>& outline) {
  for (const OutlineEntry& entry : outline) {
    std::string key = title_key_of(entry.title);
    if (entry.page_no && !key.empty() && key.size() <= longest_title) {
      levels_by_page_[*entry.page_no].try_emplace(std::move(key), std::min(entry.level, deepest_heading));
    }
  }
}

std::optional<int> PdfOutlineTitles::level_of(int page_no, std::string_view text) const {
  const auto page = levels_by_page_.find(page_no);
  if (page == levels_by_page_.end() || text.size() > 2 * longest_title) {
    return std::nullopt;
  }
  for (const std::string_view form : {text, without_number(text)}) {
    if (const auto found = page->second.find(title_key_of(form)); found != page->second.end()) {
      return found->second;
    }
  }
  return std::nullopt;
}

}  // namespace docexport
