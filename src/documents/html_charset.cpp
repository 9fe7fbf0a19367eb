#include "documents/html_charset.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include <unicode/ucnv.h>

#include "docexport/base/text.hpp"

namespace docexport {
namespace {

/// Where a page has to say it, with room for pages that say it late.
constexpr std::size_t declared_within = 8192;

struct Alias {
  std::string_view declared;
  const char* meant;
};

/// What pages mean who say this (WHATWG, Encoding Standard).
constexpr std::array<Alias, 16> aliases{{{"iso-8859-1", "windows-1252"},
                                         {"latin1", "windows-1252"},
                                         {"us-ascii", "windows-1252"},
                                         {"ascii", "windows-1252"},
                                         {"iso-8859-9", "windows-1254"},
                                         {"latin5", "windows-1254"},
                                         {"iso-8859-11", "windows-874"},
                                         {"tis-620", "windows-874"},
                                         {"gb2312", "GB18030"},
                                         {"gbk", "GB18030"},
                                         {"shift_jis", "windows-31j"},
                                         {"shift-jis", "windows-31j"},
                                         {"sjis", "windows-31j"},
                                         {"x-sjis", "windows-31j"},
                                         {"euc-kr", "windows-949"},
                                         {"ks_c_5601-1987", "windows-949"}}};

struct CloseConverter {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

bool can_convert(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &error));
  return U_SUCCESS(error) != 0;
}

bool is_name_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '-' ||
         character == '_' || character == ':' || character == '.';
}

/// What stands after `charset=` or `encoding=`, in lower case; empty if nothing does.
std::string_view value_after(std::string_view head, std::string_view key) {
  for (std::size_t place = head.find(key); place != std::string_view::npos; place = head.find(key, place + 1)) {
    std::size_t begin = place + key.size();
    begin = std::min(head.find_first_not_of(" \t\r\n", begin), head.size());
    if (begin == head.size() || head[begin] != '=') {
      continue;
    }
    begin = std::min(head.find_first_not_of(" \t\r\n\"'", begin + 1), head.size());
    std::size_t end = begin;
    while (end < head.size() && is_name_character(head[end])) {
      ++end;
    }
    if (end > begin) {
      return head.substr(begin, end - begin);
    }
  }
  return {};
}

/// The charset that the page says it has, as ICU knows it; empty if it says none that its bytes can be: a text that is
/// not UTF-8 does not become so by saying it, and one whose letters can be read as ASCII is not UTF-16.
std::string declared_charset(std::string_view bytes) {
  const std::string head = to_lower_ascii(bytes.substr(0, declared_within));
  std::string_view name = value_after(head, "charset");
  if (name.empty() && head.starts_with("<?xml")) {
    name = value_after(std::string_view(head).substr(0, head.find("?>")), "encoding");
  }
  for (const Alias& alias : aliases) {
    if (alias.declared == name) {
      return alias.meant;
    }
  }
  const bool is_unicode = name.starts_with("utf") || name.starts_with("unicode") || name.starts_with("iso-10646");
  std::string declared(name);
  return declared.empty() || is_unicode || !can_convert(declared) ? "" : declared;
}

/// The name of a wide charset by its mark, or by the XML declaration's zero bytes; the mark's size.
struct Wide {
  const char* name = nullptr;
  std::size_t mark_size = 0;
};

Wide find_wide(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) {
    return {"UTF-16LE", 2};
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return {"UTF-16BE", 2};
  }
  const std::string_view name = wide_character_set(bytes.substr(0, declared_within));
  return name.empty() ? Wide{} : Wide{name.data(), 0};
}

std::string convert(std::string_view bytes, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> from(ucnv_open(charset, &error));
  const std::unique_ptr<UConverter, CloseConverter> to(ucnv_open("UTF-8", &error));
  if (U_FAILURE(error) != 0) {
    return to_valid_utf8(bytes);
  }
  std::string text;
  std::vector<char> buffer(std::size_t{64} << 10);
  std::vector<UChar> pivot(4096);
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  do {
    char* target = buffer.data();
    error = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, buffer.data() + buffer.size(), &source, bytes.data() + bytes.size(),
                   pivot.data(), &pivot_source, &pivot_target, pivot.data() + pivot.size(), 0, 1, &error);
    text.append(buffer.data(), target);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return to_valid_utf8(text);
}

}  // namespace

CharacterSet find_html_character_set(const DocumentSource& source) {
  CharacterSet found = find_character_set(source);
  // What is almost UTF-8 is UTF-8 with a fault, and is named so.
  if (found.mark_size > 0 || found.is_valid_utf8 || found.name == "UTF-8" ||
      !wide_character_set(source.head(declared_within)).empty()) {
    return found;
  }
  const std::string declared = declared_charset(source.head(declared_within));
  if (!declared.empty()) {
    found.name = declared;
    found.doubt.clear();
  }
  return found;
}

std::string decode_html(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return to_valid_utf8(bytes.substr(3));
  }
  if (const Wide wide = find_wide(bytes); wide.name != nullptr) {
    return convert(bytes.substr(wide.mark_size), wide.name);
  }
  if (is_valid_utf8(bytes)) {
    return std::string(bytes);
  }
  const std::string declared = declared_charset(bytes);
  return declared.empty() ? to_valid_utf8(bytes) : convert(bytes, declared.c_str());
}

}  // namespace docexport
