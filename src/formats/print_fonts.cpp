#include "formats/print_fonts.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <array>
#include <map>
#include <memory>
#include <string>

#include "docexport/base/error.hpp"
#include "docexport/base/file.hpp"

namespace docexport {

namespace {

constexpr std::size_t most_mapped_bytes = std::size_t{256} << 20;

struct DestroyPattern {
  void operator()(FcPattern* pattern) const noexcept { FcPatternDestroy(pattern); }
};

struct DestroyFontSet {
  void operator()(FcFontSet* fonts) const noexcept { FcFontSetDestroy(fonts); }
};
using Pattern = std::unique_ptr<FcPattern, DestroyPattern>;

struct StyleNames {
  PrintStyle style = PrintStyle::sans;
  const char* first_family = "";
  const char* family = "";
  int weight = FC_WEIGHT_NORMAL;
  int slant = FC_SLANT_ROMAN;
};

constexpr std::array style_names = {
    StyleNames{PrintStyle::sans, "DejaVu Sans", "sans-serif", FC_WEIGHT_NORMAL, FC_SLANT_ROMAN},
    StyleNames{PrintStyle::sans_bold, "DejaVu Sans", "sans-serif", FC_WEIGHT_BOLD, FC_SLANT_ROMAN},
    StyleNames{PrintStyle::sans_italic, "DejaVu Sans", "sans-serif", FC_WEIGHT_NORMAL, FC_SLANT_ITALIC},
    StyleNames{PrintStyle::sans_bold_italic, "DejaVu Sans", "sans-serif", FC_WEIGHT_BOLD, FC_SLANT_ITALIC},
    StyleNames{PrintStyle::mono, "DejaVu Sans Mono", "monospace", FC_WEIGHT_NORMAL, FC_SLANT_ROMAN},
    StyleNames{PrintStyle::mono_bold, "DejaVu Sans Mono", "monospace", FC_WEIGHT_BOLD, FC_SLANT_ROMAN}};

const FcChar8* fontconfig_text(const char* text) {
  return reinterpret_cast<const FcChar8*>(text);
}

Pattern pattern_of(const StyleNames& names) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, fontconfig_text(names.first_family));
  FcPatternAddString(pattern.get(), FC_FAMILY, fontconfig_text(names.family));
  FcPatternAddString(pattern.get(), FC_LANG, fontconfig_text("en"));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, names.weight);
  FcPatternAddInteger(pattern.get(), FC_SLANT, names.slant);
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

bool is_true(FcPattern* font, const char* object) {
  FcBool value = FcFalse;
  return FcPatternGetBool(font, object, 0, &value) == FcResultMatch && value == FcTrue;
}

int integer(FcPattern* font, const char* object) {
  int value = 0;
  FcPatternGetInteger(font, object, 0, &value);
  return value;
}

/// Outlines in one shape: a PDF takes no others.
bool is_printable(FcPattern* font) {
  constexpr int most_faces = 0xFFFF;  // above are the instances of a variable font
  return is_true(font, FC_SCALABLE) && !is_true(font, FC_COLOR) && !is_true(font, FC_VARIABLE) &&
         integer(font, FC_INDEX) <= most_faces;
}

class Fonts {
 public:
  Fonts() {
    FcInit();
    for (const StyleNames& names : style_names) {
      faces_[names.style] = find_faces(names);
    }
    if (faces_[PrintStyle::sans].empty()) {
      throw Error(ErrorKind::unsupported, "there is no font to print with: install fonts-dejavu-core");
    }
  }

  [[nodiscard]] const std::vector<PrintFace>& faces(PrintStyle style) const { return faces_.at(style); }

 private:
  std::vector<PrintFace> find_faces(const StyleNames& names) {
    const Pattern pattern = pattern_of(names);
    FcResult result = FcResultMatch;
    FcFontSet* const fonts = FcFontSort(nullptr, pattern.get(), FcTrue, nullptr, &result);
    // The faces point to its character sets.
    font_sets_.emplace_back(fonts);
    std::vector<PrintFace> faces;
    const int count = fonts == nullptr ? 0 : fonts->nfont;
    for (FcPattern* const font :
         std::span(fonts == nullptr ? nullptr : fonts->fonts, static_cast<std::size_t>(count))) {
      add_face(font, faces);
    }
    return faces;
  }

  void add_face(FcPattern* font, std::vector<PrintFace>& faces) {
    FcChar8* path = nullptr;
    FcCharSet* characters = nullptr;
    if (!is_printable(font) || FcPatternGetString(font, FC_FILE, 0, &path) != FcResultMatch ||
        FcPatternGetCharSet(font, FC_CHARSET, 0, &characters) != FcResultMatch) {
      return;
    }
    const std::span<const char> file = mapped(reinterpret_cast<const char*>(path));
    if (!file.empty()) {
      faces.push_back({.file = file,
                       .index = integer(font, FC_INDEX),
                       .characters = characters,
                       .is_upright = integer(font, FC_SLANT) == FC_SLANT_ROMAN});
    }
  }

  /// The file in memory for as long as the process runs; empty if it cannot be.
  std::span<const char> mapped(const std::string& path) {
    const auto found = files_.find(path);
    if (found != files_.end()) {
      return found->second;
    }
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0 || status.st_size <= 0) {
      return {};
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > most_mapped_bytes - mapped_bytes_) {
      return {};
    }
    void* const address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (address == MAP_FAILED) {
      return {};
    }
    mapped_bytes_ += size;
    return files_[path] = std::span(static_cast<const char*>(address), size);
  }

  std::vector<std::unique_ptr<FcFontSet, DestroyFontSet>> font_sets_;
  std::map<PrintStyle, std::vector<PrintFace>> faces_;
  std::map<std::string, std::span<const char>> files_;
  std::size_t mapped_bytes_ = 0;
};

const Fonts& fonts() {
  static const Fonts all;
  return all;
}

}  // namespace

const std::vector<PrintFace>& print_faces(PrintStyle style) {
  return fonts().faces(style);
}

void load_print_fonts() {
  static_cast<void>(fonts());
}

}  // namespace docexport
