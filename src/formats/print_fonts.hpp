#pragma once

#include <fontconfig/fontconfig.h>

#include <span>
#include <vector>

namespace docexport {

enum class PrintStyle { sans, sans_bold, sans_italic, sans_bold_italic, mono, mono_bold };

/// A face of an installed font. Its file is mapped into memory, so no file is opened to print with it.
struct PrintFace {
  std::span<const char> file{};
  int index = 0;                          ///< of the face in its file
  const FcCharSet* characters = nullptr;  ///< that it has
  bool is_upright = true;
};

/// The faces of a style in the order in which a character is looked for, none without characters that those before it
/// lack. The first time this asks fontconfig and maps the files (256 MiB at most, the rest is left out), which a
/// process does before it is confined; the system's configuration alone decides. Throws Error (`unsupported`) if there
/// is no font.
const std::vector<PrintFace>& print_faces(PrintStyle style);

/// Does that for all styles.
void load_print_fonts();

}  // namespace docexport
