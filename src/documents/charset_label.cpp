#include "documents/charset_label.hpp"

#include <array>

#include "documents/character_set.hpp"

namespace docexport {
namespace {

constexpr std::size_t longest_charset_label = 40;

struct Meaning {
  std::string_view label;
  const char* meant;
};

constexpr std::array<Meaning, 20> meanings{{{"iso-8859-1", "windows-1252"},
                                            {"iso8859-1", "windows-1252"},
                                            {"iso_8859-1", "windows-1252"},
                                            {"latin1", "windows-1252"},
                                            {"windows-1252", "windows-1252"},
                                            {"cp1252", "windows-1252"},
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

/// ICU takes options after a comma, and names of files.
bool is_harmless(std::string_view label) {
  return !label.empty() && label.size() <= longest_charset_label &&
         label.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_:.+") == std::string_view::npos;
}

}  // namespace

std::string converter_of_label(std::string_view label) {
  for (const Meaning& meaning : meanings) {
    if (meaning.label == label) {
      return meaning.meant;
    }
  }
  std::string name(label);
  return is_harmless(label) && can_convert(name) ? name : std::string();
}

}  // namespace docexport
