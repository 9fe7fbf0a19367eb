#include "documents/character_set.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>

#include "documents/utf8_census.hpp"

namespace docexport {
namespace {

constexpr std::size_t guessed_chunk_bytes = std::size_t{256} << 10;
constexpr std::size_t head_bytes = std::size_t{64} << 10;
/// Characters beyond ASCII below which a statistical guess is said to be doubtful.
constexpr std::uint64_t certain_after = 40;
/// Bytes of pieces with characters beyond ASCII after which more of them teach uchardet nothing.
constexpr std::uint64_t detector_bytes = std::uint64_t{8} << 20;

struct Mark {
  std::string_view bytes;
  std::string_view name;
};

// UTF-32LE's mark begins with UTF-16LE's.
constexpr std::array<Mark, 5> marks{{{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                     {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                     {{"\xEF\xBB\xBF", 3}, "UTF-8"},
                                     {{"\xFF\xFE", 2}, "UTF-16LE"},
                                     {{"\xFE\xFF", 2}, "UTF-16BE"}}};

/// What uchardet 0.0.7 may answer and ICU converts.
constexpr std::array<const char*, 41> loaded_names{
    "UTF-8",        "UTF-16LE",     "UTF-16BE",     "UTF-32LE",     "UTF-32BE",       "windows-1250", "windows-1251",
    "windows-1252", "windows-1253", "windows-1255", "windows-1256", "windows-1257",   "windows-1258", "ISO-8859-1",
    "ISO-8859-2",   "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",     "ISO-8859-7",   "ISO-8859-8",
    "ISO-8859-9",   "ISO-8859-10",  "ISO-8859-11",  "ISO-8859-13",  "ISO-8859-15",    "KOI8-R",       "IBM852",
    "IBM855",       "IBM865",       "IBM866",       "TIS-620",      "x-mac-cyrillic", "SHIFT_JIS",    "EUC-JP",
    "ISO-2022-JP",  "EUC-KR",       "ISO-2022-KR",  "GB18030",      "BIG5",           "EUC-TW"};

struct CloseDetector {
  void operator()(uchardet* detector) const noexcept { uchardet_delete(detector); }
};
using Detector = std::unique_ptr<uchardet, CloseDetector>;

struct CloseConverter {
  void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};

/// What the whole text tells, from one reading.
struct Survey {
  Utf8Census census{};
  bool has_nul_bytes = false;
  bool has_escapes = false;
  std::string guess{};
};

bool is_ascii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

Survey survey_text(const DocumentSource& source, std::size_t start) {
  Survey survey;
  Detector detector;
  std::uint64_t detected = 0;
  std::vector<char> buffer(static_cast<std::size_t>(std::min<std::uint64_t>(guessed_chunk_bytes, source.size())));
  std::uint64_t offset = start;
  while (const std::size_t count = source.read(buffer, offset)) {
    const std::string_view bytes(buffer.data(), count);
    survey.census.add(bytes);
    survey.has_nul_bytes = survey.has_nul_bytes || bytes.find('\0') != std::string_view::npos;
    const bool escapes = bytes.find('\x1B') != std::string_view::npos;
    survey.has_escapes = survey.has_escapes || escapes;
    // Valid UTF-8 so far is asked about only once an error turns up: what came before is then plain or mostly so.
    if (detected < detector_bytes && (escapes || survey.census.errors() > 0) && (escapes || !is_ascii(bytes))) {
      if (!detector) {
        detector.reset(uchardet_new());
      }
      uchardet_handle_data(detector.get(), bytes.data(), bytes.size());
      detected += bytes.size();
    }
    offset += count;
  }
  survey.census.finish();
  if (detector) {
    uchardet_data_end(detector.get());
    survey.guess = uchardet_get_charset(detector.get());
  }
  return survey;
}

/// Western text is by far the most common of what is guessed wrongly, and windows-1252 is what its "ISO-8859-1" is.
std::string converter_name(const std::string& guess) {
  if (guess == "ISO-8859-1" || guess == "ASCII") {
    return "windows-1252";
  }
  if (constexpr std::string_view prefix = "WINDOWS-"; guess.starts_with(prefix)) {
    return "windows-" + guess.substr(prefix.size());
  }
  if (guess == "MAC-CYRILLIC") {
    return "x-mac-cyrillic";
  }
  return guess;
}

bool is_mostly_utf8(const Utf8Census& census) {
  return census.sequences() >= 10 * census.errors();
}

CharacterSet guessed(const Survey& survey) {
  CharacterSet set{.name = converter_name(survey.guess), .is_valid_utf8 = false};
  set.errors = survey.census.errors();
  set.first_error = survey.census.first_error();
  if (set.name.empty() || !can_convert(set.name)) {
    set.name = "windows-1252";
    set.doubt = "The encoding could not be found out; the text was read as windows-1252";
  } else if (survey.census.errors() + survey.census.sequences() < certain_after) {
    set.doubt = fmt::format(
        "The encoding is a guess from few characters; the text was read as {}. Save it as UTF-8 to be certain",
        set.name);
  }
  return set;
}

CharacterSet judge(const Survey& survey) {
  if (survey.census.errors() == 0) {
    const bool shifts = survey.has_escapes && survey.census.sequences() == 0 && survey.guess.starts_with("ISO-2022");
    return shifts ? CharacterSet{.name = survey.guess, .is_valid_utf8 = false}
                  : CharacterSet{.has_nul_bytes = survey.has_nul_bytes};
  }
  if (is_mostly_utf8(survey.census)) {
    return {.is_valid_utf8 = false, .errors = survey.census.errors(), .first_error = survey.census.first_error()};
  }
  return guessed(survey);
}

struct ZeroBytes {
  std::array<std::size_t, 4> at{};
  std::size_t total = 0;
};

ZeroBytes count_zero_bytes(std::string_view head) {
  ZeroBytes zeros;
  for (std::size_t index = 0; index < head.size(); ++index) {
    if (head[index] == '\0') {
      ++zeros.at.at(index % 4);
      ++zeros.total;
    }
  }
  return zeros;
}

}  // namespace

bool can_convert(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name.c_str(), &error));
  return U_SUCCESS(error) != 0;
}

std::string_view wide_character_set(std::string_view head) {
  for (const Mark& mark : marks) {
    if (head.starts_with(mark.bytes)) {
      return mark.name == "UTF-8" ? "" : mark.name;
    }
  }
  const ZeroBytes zeros = count_zero_bytes(head);
  const std::size_t units = head.size() / 4;
  if (units == 0 && head.size() < 2) {
    return "";
  }
  if (units > 0 && zeros.at[0] == units && zeros.at[1] >= units && zeros.at[3] == 0) {
    return "UTF-32BE";
  }
  if (units > 0 && zeros.at[3] == units && zeros.at[2] >= units && zeros.at[0] == 0) {
    return "UTF-32LE";
  }
  // Even of a script without ASCII letters, spaces and line ends are a fiftieth; of a few bytes most must be zero.
  const std::size_t characters = head.size() / 2;
  const bool enough = zeros.total * 50 >= characters && zeros.total > std::min<std::size_t>(characters / 2, 16);
  if (enough && zeros.at[0] == 0 && zeros.at[2] == 0) {
    return "UTF-16LE";
  }
  return enough && zeros.at[1] == 0 && zeros.at[3] == 0 ? "UTF-16BE" : "";
}

CharacterSet find_character_set(const DocumentSource& source) {
  const std::string head = source.head(head_bytes);
  for (const Mark& mark : marks) {
    if (head.starts_with(mark.bytes)) {
      CharacterSet set = mark.name == "UTF-8" ? judge(survey_text(source, mark.bytes.size())) : CharacterSet{};
      if (mark.name != "UTF-8" || !set.is_valid_utf8) {
        set.is_valid_utf8 = false;
        set.doubt.clear();
      }
      set.name = mark.name;
      set.mark_size = mark.bytes.size();
      return set;
    }
  }
  const std::string_view wide = wide_character_set(head);
  if (!wide.empty()) {
    return {.name = std::string(wide), .is_valid_utf8 = false};
  }
  return judge(survey_text(source, 0));
}

void load_character_sets() {
  for (const char* name : loaded_names) {
    static_cast<void>(can_convert(name));
  }
}

}  // namespace docexport
